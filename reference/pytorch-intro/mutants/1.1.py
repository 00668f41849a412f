# %% not-transposed | X W instead of X W^T
def forward_vec(x, Ws, bs, phi):
    h = x
    for W, b in zip(Ws[:-1], bs[:-1]):
        h = phi(W @ h + b.flatten())
    return Ws[-1] @ h + bs[-1].flatten()


def forward_batch(X, Ws, bs, phi):
    H = X
    for W, b in zip(Ws[:-1], bs[:-1]):
        H = phi(H @ W + b)
    return H @ Ws[-1] + bs[-1]

# %% activated-output | phi after the last layer as well
def forward_vec(x, Ws, bs, phi):
    for W, b in zip(Ws, bs):
        x = phi(W @ x + b.flatten())
    return x


def forward_batch(X, Ws, bs, phi):
    for W, b in zip(Ws, bs):
        X = phi(X @ W.T + b)
    return X

# %% late-bias | adds the bias after the activation
def forward_vec(x, Ws, bs, phi):
    for W, b in zip(Ws[:-1], bs[:-1]):
        x = phi(W @ x) + b.flatten()
    return Ws[-1] @ x + bs[-1].flatten()


def forward_batch(X, Ws, bs, phi):
    for W, b in zip(Ws[:-1], bs[:-1]):
        X = phi(X @ W.T) + b
    return X @ Ws[-1].T + bs[-1]

# %% summed-bias | sums the row of biases to one number
def forward_vec(x, Ws, bs, phi):
    for W, b in zip(Ws[:-1], bs[:-1]):
        x = phi(W @ x + b.sum())
    return Ws[-1] @ x + bs[-1].sum()


def forward_batch(X, Ws, bs, phi):
    for W, b in zip(Ws[:-1], bs[:-1]):
        X = phi(X @ W.T + b.sum())
    return X @ Ws[-1].T + bs[-1].sum()
