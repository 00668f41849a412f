# %% noise-variance | compares with the noise
# Its training error of 0.7 is below the noise variance of 4, which no honest model can reach on new points: the curve has fitted the noise.
