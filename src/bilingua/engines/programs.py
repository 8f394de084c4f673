"""The programs of an Apertium mode, kept running, each feeding the next."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import threading


class Programs:
    """A running mode that answers whatever stands before each NUL.

    No shell holds the programs together: it would keep the last one's output open, and wait for an
    answer for ever, when a program in the middle dies.
    """

    def __init__(self, mode: str) -> None:
        """Start every program of a mode (the text of Apertium's `.mode` file).

        Raises OSError when one cannot be started; those before it are ended.
        """
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            for command in commands(mode):
                self._start(command)
        except OSError:
            self.close()
            raise

    def _start(self, command: list[str]) -> None:
        """Start a program that reads what the last one writes."""
        before = self._processes[-1].stdout if self._processes else None
        process = subprocess.Popen(
            command,
            stdin=before or subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        if before:
            # Ours too, or the program before would never learn that its reader died.
            before.close()
        self._processes.append(process)

    def alive(self) -> bool:
        """Whether every program still runs."""
        return all(process.poll() is None for process in self._processes)

    def ask(self, requests: list[str]) -> list[str]:
        """The answers to requests that hold no NUL, in order. Raises EOFError if a program died."""
        stdin, stdout = self._processes[0].stdin, self._processes[-1].stdout
        assert stdin is not None
        assert stdout is not None

        def write() -> None:
            # Programs that died are noticed by the reader, who gets no more answers.
            with contextlib.suppress(OSError):
                stdin.write("".join(request + "\0" for request in requests).encode())
                stdin.flush()

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        answer = bytearray()
        wanted = len(requests)
        while wanted > 0:
            chunk = os.read(stdout.fileno(), 1 << 16)
            if not chunk:
                raise EOFError
            answer += chunk
            wanted -= chunk.count(b"\0")
        writer.join()
        return answer.decode(errors="replace").split("\0")[: len(requests)]

    def close(self) -> None:
        """End all programs."""
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait()
            for stream in filter(None, (process.stdin, process.stdout)):
                with contextlib.suppress(OSError):
                    stream.close()


def commands(mode: str) -> list[list[str]]:
    """A mode's programs with their arguments, each told to answer every NUL at once."""
    programs = []
    for program in mode.strip().split("|"):
        # $1 marks how unknown words are shown (-g: with a star), $2 tagger options.
        name, *options = shlex.split(program.replace("$1", "-g").replace("$2", ""))
        programs.append([name, "-z", *filter(None, options)])
    return programs
