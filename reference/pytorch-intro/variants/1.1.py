# %% einsum | sums over indices, any number of layers
def forward_batch(X, Ws, bs, phi):
    last = len(Ws) - 1
    for k, (W, b) in enumerate(zip(Ws, bs)):
        X = torch.einsum("nd,kd->nk", X, W) + b
        if k < last:
            X = phi(X)
    return X


def forward_vec(x, Ws, bs, phi):
    return forward_batch(x[None, :], Ws, bs, phi)[0]

# %% functional | F.linear, three layers written out
def forward_batch(X, Ws, bs, phi):
    F = torch.nn.functional
    H1 = phi(F.linear(X, Ws[0], bs[0].flatten()))
    H2 = phi(F.linear(H1, Ws[1], bs[1].flatten()))
    return F.linear(H2, Ws[2], bs[2].flatten())


def forward_vec(x, Ws, bs, phi):
    h = phi(Ws[0] @ x + bs[0].squeeze())
    h = phi(Ws[1] @ h + bs[1].squeeze())
    return Ws[2] @ h + bs[2].squeeze()
