# %% open-brace | a brace is missing
cmp3 = pd.DataFrame({"w0": [0.43, 0.25], "w1": [0.62, 0.85], "w2": [55.99, 55.89], "w3": [11.14, 11.07],
                    index=["sklearn", "pytorch"])

# %% reversed | coefficients in reverse order
sk_model3 = LinearRegression().fit(X3, y3)
weights, bias = model_lin3.parameters()
rows = [[sk_model3.intercept_, *sk_model3.coef_[::-1]], [bias.item(), *weights.flatten().tolist()[::-1]]]
cmp3 = pd.DataFrame(rows, index=["sklearn", "pytorch"], columns=["w0", "w1", "w2", "w3"]).round(2)
