# %% asarray | np.asarray and ravel
features, target = np.asarray(features), np.asarray(target).ravel()
