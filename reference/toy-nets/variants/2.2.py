# %% sequential | the same layout without the class
net = nn.Sequential(nn.Linear(2, 2), nn.Sigmoid(), nn.Linear(2, 1), nn.Sigmoid())

# %% named-arguments | the names of the sizes spelt out
net = ClassifierNet(
    N_inputs=2,
    N_outputs=1,
    N_hidden_layers=1,
    N_hidden_nodes=2,
    activation=torch.sigmoid,
    output_activation=torch.sigmoid,
)
