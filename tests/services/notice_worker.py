"""A worker that kills itself around its mails about a notice: run as a program.

DIE_AFTER says after how many mails of its life, DIE_WHERE whether right before or right after the server has it, or
once the batch of addressees is written down (``listed``).
"""

from __future__ import annotations

import os
import runpy
import signal
from itertools import count
from typing import Any

from services import notice_sending, post

WHERE, AFTER = os.environ["DIE_WHERE"], int(os.environ["DIE_AFTER"])
send, list_addressees = post.send, notice_sending.list_addressees
mails = count(1)


def dying_send(*arguments: Any, **options: Any) -> None:
    """Send, and die before or after the chosen mail."""
    number = next(mails)
    if number == AFTER and WHERE == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    send(*arguments, **options)
    if number == AFTER and WHERE == "after":
        os.kill(os.getpid(), signal.SIGKILL)


def dying_list(*arguments: Any, **options: Any) -> int:
    """List, and die before the transaction commits."""
    number = list_addressees(*arguments, **options)
    if WHERE == "listed":
        os.kill(os.getpid(), signal.SIGKILL)
    return number


if __name__ == "__main__":
    post.send = dying_send  # type: ignore[assignment]
    notice_sending.list_addressees = dying_list  # type: ignore[assignment]
    runpy.run_module("worker", run_name="__main__")
