# %% no-grad | without tracking
with torch.no_grad():
    pred = net_reg(features).squeeze(1).cpu().numpy()
