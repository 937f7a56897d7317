"""The terminal's entry: find the language and the verb, do it, and turn whatever goes wrong into words and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence

from camifield.cli.arguments import ARGUMENTS
from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.language import language_of
from camifield.cli.outlet import Outlet
from camifield.cli.parsing import PROGRAM, Parser, WrongUse, nearest, verb_parser
from camifield.cli.verbs import VERBS, group_of, run_of, verb_of
from camifield.errors import Problem
from camifield.i18n import words as catalogue
from camifield.i18n.words import Words
from camifield.progress import Stopped
from camifield.version import VERSION


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments (without the program's name) ask for; answers the exit code. Never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    outlet = Outlet(Words(), is_json="--json" in given)
    try:
        words = Words(language_of(given))
        outlet = Outlet(words, is_json="--json" in given)
        catalogue.use(words.language)
        code = _run(given, words, outlet)
        sys.stdout.flush()
    except WrongUse as problem:
        outlet.tell(problem)
        return Exit.WRONG_USE
    except Problem as problem:
        outlet.tell(problem)
        return Exit.PROBLEM
    except (Stopped, KeyboardInterrupt):
        outlet.tell(Problem("stopped"))
        return Exit.STOPPED
    except BrokenPipeError:
        return _reader_left()
    except SystemExit as leaving:  # argparse's way of ending after --help
        return leaving.code if isinstance(leaving.code, int) else Exit.DONE
    except Exception as mistake:  # a person is told a sentence, whatever happened
        outlet.tell(Problem("program-mistake", parameters={"detail": _reported(mistake)}))
        return Exit.PROBLEM
    return code


def _reported(mistake: Exception) -> str:
    """What it is in one line, and where the report of it lies that a person can send."""
    from camifield.clock import SystemClock
    from camifield.mistakes import write_report
    from camifield.settings import reports_folder

    report = write_report(reports_folder(), mistake, SystemClock())
    told = f"{type(mistake).__name__}: {mistake}"
    return f"{told} ({report})" if report is not None else told


def _run(given: Sequence[str], words: Words, outlet: Outlet) -> int:
    top = top_parser(words)
    chosen, rest = top.parse_known_args(given)
    name, inner = verb_of(chosen.verb or "", chosen.rest)
    chosen.rest = inner
    if getattr(chosen, "version", False):
        print(f"CAMI Field {VERSION}")
        return Exit.DONE
    if name in VERBS:
        parser = verb_parser(name, words)
        ARGUMENTS[name](parser)
        parser.add_common()
        parser.parse_intermixed_args([*chosen.rest, *rest], chosen)
        return run_of(name)(Call(chosen, words, outlet))
    if getattr(chosen, "help", False):
        top.print_help()
        return Exit.DONE
    asks_help = getattr(chosen, "help", False) or bool({"-h", "--help"}.intersection(inner))
    if group_of(name) and (asks_help or not inner):
        title = words.say("cli.group_of_verbs", command=f"{PROGRAM} {name}")
        print(title, *_verb_lines(group_of(name), words), sep="\n")
        return Exit.DONE if asks_help else Exit.WRONG_USE
    if not name:
        top.print_help(sys.stderr)
        return Exit.WRONG_USE
    near = nearest(name, list(VERBS))
    key = "cli.use.verb_near" if near else "cli.use.verb"
    raise WrongUse(words.say(key, text=name, near=near, verbs=", ".join(VERBS)))


def top_parser(words: Words) -> Parser:
    """The parser of what stands before the verb; its help tells of all verbs."""
    told = "\n".join(_verb_lines(VERBS, words))
    parser = Parser(
        "",
        words,
        usage=f"{PROGRAM} {words.say('cli.top.usage')}",
        description=f"{words.say('cli.top.about')}\n\n{words.say('cli.top.verbs')}\n{told}",
        epilog=f"{words.say('cli.top.more')}\n\n{words.say('cli.codes_title')}\n{words.say('cli.top.codes')}",
    )
    parser.add_common(help_action="store_true")
    parser.add_verb()
    return parser


def _verb_lines(verbs: Collection[str], words: Words) -> list[str]:
    width = max(map(len, verbs))
    return [f"  {name:<{width}}  {words.say(f'cli.{name}.summary')}" for name in verbs]


def _reader_left() -> int:
    """Whoever read our answer has enough (`camifield list | head`): nothing went wrong."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main())
