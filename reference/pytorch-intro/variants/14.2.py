# %% other-names | numbers in place
dl_c = DataLoader(list(zip(Xc_t, yc_t)), batch_size=50, shuffle=True)
