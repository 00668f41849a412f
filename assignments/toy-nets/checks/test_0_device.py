"""Section 0: the device."""

from grader.checks import expect, task

RUN = """lambda source, there: (lambda p: p.multiple(
    'torch.cuda', is_available=lambda: there, device_count=lambda: int(there))(p.multiple(
    'torch.accelerator', is_available=lambda: there,
    current_accelerator=lambda check_available=False: torch.device('cuda') if there else None)(
    lambda names: [exec(source, names), str(torch.device(names['device']))][1])))(
    __import__('unittest.mock').mock.patch)(dict(__import__('IPython').get_ipython().user_ns))"""


@task("0.2")
def test_device_follows_the_machine(student):
    """device is the first graphics card where there is one, and the processor elsewhere."""
    expect.that(
        student.value("isinstance(torch.device(device), torch.device)"),
        "`device` should be a torch.device.",
        hint='Write torch.device("cpu"), for example.',
    )
    run = student.function(RUN)
    for there, right in ((False, ("cpu",)), (True, ("cuda", "cuda:0"))):
        found = run(student.source, there).value
        expect.that(
            found in right,
            f"On a machine {'with' if there else 'without'} a graphics card `device` is {found}.",
            hint="Ask torch.cuda.is_available(), and let the answer decide.",
            expected=right[-1],
            found=str(found),
        )
