# %% python-list | hidden layers in a plain list
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        sizes = [N_inputs] + N_hidden_layers * [N_hidden_nodes]
        self.layer_list = [nn.Linear(i, o) for i, o in zip(sizes, sizes[1:])]
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)
        self.activation = activation
        self.output_activation = output_activation

    def forward(self, out):
        for layer in self.layer_list:
            out = self.activation(layer(out))
        out = self.output_layer(out)
        return out if self.output_activation is None else self.output_activation(out)

# %% activation-forgotten | no activation at the hidden layers
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        sizes = [N_inputs] + N_hidden_layers * [N_hidden_nodes]
        self.layer_list = nn.ModuleList(nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)
        self.activation = activation
        self.output_activation = output_activation

    def forward(self, out):
        for layer in self.layer_list:
            out = layer(out)
        out = self.output_layer(out)
        return out if self.output_activation is None else self.output_activation(out)

# %% activation-at-the-end-too | applies it after the output as well
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        sizes = [N_inputs] + N_hidden_layers * [N_hidden_nodes]
        self.layer_list = nn.ModuleList(nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)
        self.activation = activation
        self.output_activation = output_activation

    def forward(self, out):
        for layer in self.layer_list:
            out = self.activation(layer(out))
        out = self.activation(self.output_layer(out))
        return out if self.output_activation is None else self.output_activation(out)

# %% inner-layer-reused | one inner layer for all depths
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        inner = nn.Linear(N_hidden_nodes, N_hidden_nodes)
        layers = [nn.Linear(N_inputs, N_hidden_nodes)] + (N_hidden_layers - 1) * [inner]
        self.layer_list = nn.ModuleList(layers)
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)
        self.activation = activation
        self.output_activation = output_activation

    def forward(self, out):
        for layer in self.layer_list:
            out = self.activation(layer(out))
        out = self.output_layer(out)
        return out if self.output_activation is None else self.output_activation(out)

# %% none-not-handled | calls the output activation even when it is None
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        sizes = [N_inputs] + N_hidden_layers * [N_hidden_nodes]
        self.layer_list = nn.ModuleList(nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)
        self.activation = activation
        self.output_activation = output_activation

    def forward(self, out):
        for layer in self.layer_list:
            out = self.activation(layer(out))
        return self.output_activation(self.output_layer(out))

# %% inputs-everywhere | each hidden layer takes N_inputs
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        self.layer_list = nn.ModuleList(nn.Linear(N_inputs, N_hidden_nodes) for _ in range(N_hidden_layers))
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)
        self.activation = activation
        self.output_activation = output_activation

    def forward(self, out):
        for layer in self.layer_list:
            out = self.activation(layer(out))
        out = self.output_layer(out)
        return out if self.output_activation is None else self.output_activation(out)

# %% output-raw | forgets the output activation
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        sizes = [N_inputs] + N_hidden_layers * [N_hidden_nodes]
        self.layer_list = nn.ModuleList(nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)
        self.activation = activation

    def forward(self, out):
        for layer in self.layer_list:
            out = self.activation(layer(out))
        return self.output_layer(out)

# %% activation-twice | applies the activation twice after each layer
class ClassifierNet(nn.Module):
    def __init__(self, N_inputs, N_outputs, N_hidden_layers, N_hidden_nodes, activation, output_activation):
        super().__init__()
        sizes = [N_inputs] + N_hidden_layers * [N_hidden_nodes]
        self.layer_list = nn.ModuleList(nn.Linear(i, o) for i, o in zip(sizes, sizes[1:]))
        self.output_layer = nn.Linear(N_hidden_nodes, N_outputs)
        self.activation = activation
        self.output_activation = output_activation

    def forward(self, out):
        for layer in self.layer_list:
            out = self.activation(self.activation(layer(out)))
        out = self.output_layer(out)
        return out if self.output_activation is None else self.output_activation(out)
