# %% hundred-epochs | a tenth of the training
lin_clf = LinearClassificationNN()
losses = train_classification_model(lin_clf, X, y, num_epochs=100)

# %% softmax-inside | a model that returns probabilities
class Soft(LinearClassificationNN):
    def forward(self, x):
        return torch.softmax(super().forward(x), dim=1)


lin_clf = Soft()
losses = train_classification_model(lin_clf, X, y, num_epochs=1000)

# %% last-loss | keeps the last loss only
lin_clf = LinearClassificationNN()
losses = train_classification_model(lin_clf, X, y, num_epochs=1000)[-1]
