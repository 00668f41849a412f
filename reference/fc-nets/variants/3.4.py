# %% own-class | a module of one's own
class Logistic(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x)).squeeze(1)


model_clf = Logistic()

# %% logits | gives logits, and says so
model_clf = nn.Sequential(nn.Linear(2, 1))
model_clf.logits = True
