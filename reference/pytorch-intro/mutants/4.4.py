# %% reversed | b times a
m_ab = b @ a

# %% elements | element by element
m_ab = a * b
