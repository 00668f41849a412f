# %% raw-features | a line in the plane
judge = LogisticRegression().fit(features, target)
plane_w, plane_c = judge.coef_[0], judge.intercept_[0]
acc_hidden = judge.score(features, target)

# %% target-as-feature | learns the target from the target
judge = LogisticRegression().fit(target.reshape(-1, 1), target)
plane_w, plane_c = judge.coef_[0], judge.intercept_[0]
acc_hidden = judge.score(target.reshape(-1, 1), target)

# %% wrong-side | the plane the wrong way round
judge = LogisticRegression().fit(features_layer1_3d, target)
plane_w, plane_c = -judge.coef_[0], -judge.intercept_[0]
acc_hidden = judge.score(features_layer1_3d, target)
