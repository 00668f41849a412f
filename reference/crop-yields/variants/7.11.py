# %% differences | the differences alone
print(preds - targets)

# %% average | the average deviation alone
print((preds - targets).abs().mean())

# %% data-frame | a table
# slow
import pandas as pd

columns = ["apples", "oranges", "apples (target)", "oranges (target)"]
print(pd.DataFrame(torch.cat([preds, targets], dim=1).detach().numpy(), columns=columns).to_string())
