# %% output-layer | the output layer of the net is such a plane
plane_w = net_h3.output.weight.detach().numpy()[0]
plane_c = net_h3.output.bias.item()
acc_hidden = float(((features_layer1_3d @ plane_w + plane_c > 0) == (target == 1)).mean())

# %% support-vectors | a linear support vector machine
from sklearn.svm import LinearSVC

machine = LinearSVC().fit(features_layer1_3d, target)
plane_w, plane_c = machine.coef_, machine.intercept_
acc_hidden = machine.score(features_layer1_3d, target)
