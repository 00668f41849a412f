# %% reversed | all signs the wrong way round
answer_5_3 = {
    "positive up": "falls",
    "positive down": "rises",
    "negative up": "rises",
    "negative down": "falls",
}
why_5_3 = "The gradient points downhill, so going along with it makes the loss smaller."

# %% sign-ignored | thinks that only the direction of the change matters
answer_5_3 = {
    "positive up": "rises",
    "positive down": "falls",
    "negative up": "rises",
    "negative down": "falls",
}
why_5_3 = "More weight is always more loss, and the magnitude of the gradient does not matter."

# %% two-keys | answers half of the table
answer_5_3 = {"positive up": "rises", "negative up": "falls"}
why_5_3 = ""
