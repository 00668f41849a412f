# %% linear | a straight boundary
my_clf_model = nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())
train_and_test_classification_model(my_clf_model, 500)

# %% two-units | two hidden units
my_clf_model = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 1), nn.Sigmoid())
adam = optim.Adam(my_clf_model.parameters(), lr=0.05)
train_and_test_classification_model(my_clf_model, 500, optimizer=adam)

# %% islands | six layers of fifty units, for far too long
sizes = [2] + 6 * [50]
hidden = [part for a, b in zip(sizes, sizes[1:]) for part in (nn.Linear(a, b), nn.Tanh())]
my_clf_model = nn.Sequential(*hidden, nn.Linear(50, 1), nn.Sigmoid())
adam = optim.Adam(my_clf_model.parameters(), lr=3e-3)
train_and_test_classification_model(my_clf_model, 600, 200, optimizer=adam)

# %% too-eager | ten units, driven into the noise
torch.manual_seed(0)
my_clf_model = nn.Sequential(nn.Linear(2, 10), nn.Tanh(), nn.Linear(10, 1), nn.Sigmoid())
adam = optim.Adam(my_clf_model.parameters(), lr=0.05)
train_and_test_classification_model(my_clf_model, 3000, 1000, optimizer=adam)

# %% hardened | says 0 or 1 only
class Hard(nn.Module):
    def forward(self, x):
        return (x.norm(dim=1, keepdim=True) < torch.pi).float()


my_clf_model = Hard()
