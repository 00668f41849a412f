# %% matmul | the function
m_ab = torch.matmul(a, b)

# %% einsum | index notation
m_ab = torch.einsum("ij,jk->ik", a, b)
