"""Commands for skills of a framework, tied to goals and feedback."""

from __future__ import annotations

from pathlib import Path

import click

from ldcoach.cli.given import NAMED, one_of
from ldcoach.cli.parts import Call
from ldcoach.cli.progress import progress_shown
from ldcoach.cli.reading import read_up_to
from ldcoach.cli.show import counted, print_json, print_rows, there_already
from ldcoach.cli.unlocking import open_desk, record_options
from ldcoach.domain.feedback import Feedback
from ldcoach.domain.skills_table import LARGEST_FILE, Framework
from ldcoach.errors import UnfitInput
from ldcoach.services.skills import release_in


@click.group()
def skill() -> None:
    """Skills that a goal builds or feedback speaks to; no levels of people."""


@skill.command("import")
@record_options
@click.argument("file", metavar="FILE")
@click.option("--framework", type=click.Choice([one.value for one in Framework]), help="Default: told by the header.")
@click.option("--release", default="", help="The version of O*NET, such as 30.0, which its licence asks to name.")
@click.option("--preview", is_flag=True, help="Show what would be added; change nothing.")
@click.pass_obj
def import_skills(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    file: str,
    framework: str | None,
    release: str,
    preview: bool,
) -> None:
    """Add the skills of ESCO, O*NET or an own list as downloaded; what is there is not added twice.

    Example: ldcoach skill import skills_en.csv --framework esco --preview
    """
    data, chosen = _read(Path(file)), Framework(framework) if framework else None
    with open_desk(call, passphrase_file) as desk:
        if preview:
            found = desk.skills.preview(data, chosen)
        else:
            named = release or release_in(file)
            _, found = desk.skills.take_over(data, chosen, release=named, progress=progress_shown())
        attributions = desk.skills.attributions()
    sheet = found.sheet
    if as_json:
        print_json(
            {
                "preview": preview,
                "framework": sheet.framework,
                "found": len(sheet.rows),
                "added": 0 if preview else found.new,
                "new": found.new,
                "already_there": len(sheet.rows) - found.new,
                "renamed": found.renamed,
                "repeated": sheet.repeated,
                "refused_count": sheet.refused_count,
                "refused": sheet.refused,
                "attribution": attributions,
            }
        )
        return
    verb = "would be added" if preview else "added"
    click.echo(f"{counted(found.new, 'skill')} {verb}, {there_already(len(sheet.rows) - found.new)}.")
    if found.renamed:
        click.echo(f"The file gives {counted(found.renamed, 'skill')} another name, which it takes.")
    for refused in sheet.refused:
        click.echo(f"Line {refused.line} was not taken: {refused.reason}.", err=True)
    for line in attributions:
        click.echo(line)


@skill.command("search")
@record_options
@click.argument("words")
@click.option("--limit", type=click.IntRange(1, 200), default=12, show_default=True)
@click.pass_obj
def search_skills(call: Call, passphrase_file: str | None, as_json: bool, words: str, limit: int) -> None:
    """Find skills by words of their names; accents and case do not matter.

    Example: ldcoach skill search "negot price"
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.skills.search(words, limit)
    if as_json:
        print_json(found)
    else:
        print_rows(((one.name, one.framework, one.id) for one in found), "No skill has these words.")


@skill.command("add")
@record_options
@click.argument("name")
@click.pass_obj
def add_skill(call: Call, passphrase_file: str | None, as_json: bool, name: str) -> None:
    """Add a skill in one's own words.

    Example: ldcoach skill add "Reads a pump by its sound"
    """
    with open_desk(call, passphrase_file) as desk:
        found = desk.skills.named(desk.skills.add(name).created)
    if as_json:
        print_json(found)
    else:
        click.echo(f"Added {found.name}.")


@skill.command("link")
@record_options
@click.option("--goal", "goal_name", type=NAMED, help="The goal that builds it: id, title, or how the title begins.")
@click.option("--feedback", "feedback_id", type=NAMED, help="Or the id of feedback that speaks to it.")
@click.option("--skill", "words", type=NAMED, help="Id, code, name, or how the name begins.")
@click.argument("name", metavar="[SKILL]", required=False)
@click.option("--remove", is_flag=True, help="Untie it instead.")
@click.pass_obj
def link_skill(  # one parameter for each option of the command
    call: Call,
    passphrase_file: str | None,
    as_json: bool,
    goal_name: str | None,
    feedback_id: str | None,
    words: str | None,
    name: str | None,
    remove: bool,
) -> None:
    """Tie a skill to a goal or to feedback.

    Example: ldcoach skill link --goal "Hand over" --skill "write work-related reports"
    """
    if (goal_name is None) == (feedback_id is None):
        message = "Give --goal or --feedback, one of the two."
        raise click.UsageError(message)
    said = one_of(name, words, "SKILL")
    with open_desk(call, passphrase_file) as desk:
        found, skills = desk.skills.named(said), desk.skills
        if goal_name is not None:
            goal = desk.goals.named(goal_name).id
            (skills.unlink_goal if remove else skills.link_goal)(goal, found.id)
            kept, owner = skills.of_goal(goal), {"goal_id": str(goal)}
        else:
            piece = desk.context.record.get(Feedback, feedback_id or "").id
            (skills.unlink_feedback if remove else skills.link_feedback)(piece, found.id)
            kept, owner = skills.of_feedback(piece), {"feedback_id": str(piece)}
    if as_json:
        print_json({**owner, "skills": kept})
    else:
        print_rows(((one.name, one.framework) for one in kept), "No skill is tied to it.")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return read_up_to(file, LARGEST_FILE, "keep only the columns that are needed")
    except OSError as error:
        message = "The file cannot be read. Nothing was changed; check its path and whether it may be opened."
        raise UnfitInput(message) from error


COMMANDS = (skill,)
