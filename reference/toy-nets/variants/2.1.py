# %% loop | layers appended one by one
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        self.layer_list = nn.ModuleList([])
        for n in range(N_hidden_layers):
            before = N_inputs if n == 0 else N_hidden_nodes
            self.layer_list.append(nn.Linear(before, N_hidden_nodes))
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)
        self.activation = activation
        self.output_activation = output_activation

    def forward(self, x):
        for layer in self.layer_list:
            x = self.activation(layer(x))
        x = self.output_layer(x)
        if self.output_activation is not None:
            x = self.output_activation(x)
        return x

# %% sequential | everything in one Sequential
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        parts, before = [], N_inputs
        for _ in range(N_hidden_layers):
            parts += [nn.Linear(before, N_hidden_nodes), activation]
            before = N_hidden_nodes
        parts.append(nn.Linear(before, N_outputs))
        self.net = nn.Sequential(*parts)
        self.last = output_activation or nn.Identity()

    def forward(self, x):
        return self.last(self.net(x))

# %% add-module | registers each layer by name
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        self.depth, self.act, self.out_act = N_hidden_layers, activation, output_activation
        for n in range(N_hidden_layers):
            self.add_module(f"layer{n}", nn.Linear(N_hidden_nodes if n else N_inputs, N_hidden_nodes))
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)

    def forward(self, x):
        for n in range(self.depth):
            x = self.act(getattr(self, f"layer{n}")(x))
        x = self.output_layer(x)
        return self.out_act(x) if self.out_act is not None else x

# %% used-later | and the class is used for a net further down
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        sizes = [N_inputs] + N_hidden_layers * [N_hidden_nodes]
        self.layer_list = nn.ModuleList([nn.Linear(i, o) for i, o in zip(sizes[:-1], sizes[1:])])
        self.output_layer = nn.Linear(sizes[-1], N_outputs)
        self.activation, self.output_activation = activation, output_activation

    def forward(self, x):
        for layer in self.layer_list:
            x = self.activation(layer(x))
        x = self.output_layer(x)
        return x if self.output_activation is None else self.output_activation(x)
# cell 4.3
net_h3 = ClassifierNet(2, 1, 1, 3, nn.Sigmoid(), nn.Sigmoid())
net_h3 = train_model(features, target, net_h3, 5e-2, 600)
loss_h3 = nn.BCELoss()(net_h3(features), target).item()
# cell 6.5
net_reg = ClassifierNet(1, 1, 1, 10, nn.Sigmoid(), None)
features = torch.tensor(x).float().unsqueeze(1)
target = torch.tensor(y).float().unsqueeze(1)
