"""XLSForms of other projects: what is carried over, and that all the rest is listed."""

from __future__ import annotations

import pytest

from app.domain.tool import AnswerKind, AuditTool, CommentRule, Condition, Meaning, Subject
from app.errors import ToolFileError
from app.toolfiles.xlsform_reading import ReadXlsForm, read_xlsform
from tests.toolfiles.xlsform_tables import workbook

YES_NO = """
| choices |
|         | list_name | name | label |
|         | yn        | yes  | Yes   |
|         | yn        | no   | No    |
|         | yn        | na   | N/A   |
"""


def read(survey: str, more: str = YES_NO) -> ReadXlsForm:
    """A form from the rows of its survey sheet."""
    return read_xlsform(workbook(f"| survey |\n{survey}\n{more}"), "form.xlsx")


def listed(form: ReadXlsForm) -> list[tuple[str, str]]:
    return [(one.place, one.what) for one in form.not_carried]


def test_the_ordinary_kinds_become_ours() -> None:
    form = read(
        """
        | | type           | name  | label     | hint | required | constraint       | appearance |
        | | note           | hello | Welcome   |      |          |                  |            |
        | | select_one yn | a     | One?      | Look | yes      |                  |            |
        | | select all that apply from yn | b | Several? | | |                  |            |
        | | integer | c     | How many? |      |          | . > 0 and . <= 9 |            |
        | | decimal | d     | How much? |      |          |                  |            |
        | | date | e     | When?     |      |          |                  |            |
        | | text | f     | Short?    |      | true()   |                  |            |
        | | text | g     | Long?     |      |          |                  | multiline  |
        | | range | h     | Scale?    |      |          |                  |            |
        | | acknowledge | i     | Agreed?   |      |          |                  |            |
        | | note | bye   | Thanks    |      |          |                  |            |
        """
    )
    tool = form.tool
    assert (tool.guidance, tool.thanks) == (("Welcome",), "Thanks")
    assert [section.id for section in tool.sections] == ["questions"]
    assert [(own, question.answer) for own, question in tool.questions.items()] == [
        ("a", AnswerKind.CHOICE),
        ("b", AnswerKind.SEVERAL),
        ("c", AnswerKind.NUMBER),
        ("d", AnswerKind.NUMBER),
        ("e", AnswerKind.DATE),
        ("f", AnswerKind.SHORT_TEXT),
        ("g", AnswerKind.LONG_TEXT),
        ("h", AnswerKind.NUMBER),
        ("i", AnswerKind.CHOICE),
    ]
    asked = tool.questions
    assert (asked["a"].guidance, asked["a"].required, asked["b"].required) == ("Look", True, False)
    assert (asked["c"].minimum, asked["c"].maximum) == (1, 9)
    assert (asked["h"].minimum, asked["h"].maximum) == (0, 10)
    assert asked["f"].required
    assert asked["a"].comment is CommentRule.OPTIONAL
    assert asked["f"].comment is CommentRule.NONE
    assert [o.means for o in tool.scales[0].options][2] is Meaning.NOT_APPLICABLE
    assert (tool.id, tool.title, tool.subject) == ("form", "form", Subject.CHILD)
    assert listed(form) == []


def test_groups_are_sections_and_conditions_are_kept() -> None:
    form = read(
        """
        | | type          | name  | label   | relevant                                   |
        | | select_one yn | a     | A?      |                                            |
        | | begin group   | g     | Group   | ${a} = 'yes' or selected(${a}, 'na')       |
        | | note          | n     | First   |                                            |
        | | text          | b     | B?      |                                            |
        | | begin_group   | inner | Deeper  | ${a}="no"                                  |
        | | text          | c     | C?      |                                            |
        | | text          | d     | D?      | 'yes' = ${a}                               |
        | | end_group     |       |         |                                            |
        | | end group     |       |         |                                            |
        | | text          | e     | E?      | false()                                    |
        """
    )
    first, group, last = form.tool.sections
    assert group.when == Condition("a", ("yes", "na"))
    assert (group.title, group.introduction) == ("Group", "First")
    assert [question.when for question in group.questions] == [
        None,
        Condition("a", ("no",)),
        Condition("a", ("yes",)),
    ]
    assert last.questions[0].retired
    assert listed(form) == [
        ("survey, row 6", "The heading “Deeper”"),
        ("survey, row 8", "The condition of the group, on “a”"),
    ]
    assert first.title == "Questions"


def test_a_group_of_groups_is_a_section_for_each() -> None:
    form = read(
        """
        | | type        | name | label |
        | | begin group | g    | All   |
        | | note        | n    | Read  |
        | | begin group | x    | One   |
        | | text        | a    | A?    |
        | | end group   |      |       |
        | | begin group | y    | Two   |
        | | text        | b    | B?    |
        | | end group   |      |       |
        | | end group   |      |       |
        """,
        "",
    )
    assert [section.title for section in form.tool.sections] == ["All: One", "All: Two"]
    assert form.tool.sections[0].introduction == "Read"
    assert listed(form) == []


def test_tables_and_people() -> None:
    form = read(
        """
        | | type          | name   | label     | appearance |
        | | begin group   | m      | Each?     | table-list |
        | | select_one yn | m1     | Mother    |            |
        | | select_one yn | m2     | Father    |            |
        | | end group     |        |           |            |
        | | begin group   | o      | Old way?  | field-list |
        | | select_one yn | head   | Head      | label      |
        | | select_one yn | o1     | One       | list-nolabel |
        | | end group     |        |           |            |
        | | begin repeat  | member | A member  |            |
        | | select_one yn | seen   | Seen?     |            |
        | | end repeat    |        |           |            |
        | | begin repeat  | visit  | A visit   |            |
        | | date          | on     | When?     |            |
        | | text          | why    | Why?      |            |
        | | end repeat    |        |           |            |
        """
    )
    asked = form.tool.questions
    assert [(q.answer, [p.id for p in q.parts]) for q in asked.values()] == [
        (AnswerKind.MATRIX, ["m1", "m2"]),
        (AnswerKind.MATRIX, ["o1"]),
        (AnswerKind.CHOICE, []),
    ]
    assert asked["seen"].per_person
    assert listed(form) == [
        ("survey, row 10", "The repeat “A member” as such"),
        ("survey, row 13", "The repeat “A visit” with its questions (2)"),
    ]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("| | calculate | x | | | | | 1 + 1 |", "“x” (calculate)"),
        ("| | geopoint | x | Where? |", "“x” (geopoint)"),
        ("| | image | x | Picture? |", "“x” (image)"),
        ("| | barcode | x | Scan? |", "“x” (barcode)"),
        ("| | start | x |", "“x” (start)"),
        ("| | rank yn | x | Order? |", "“x” (rank yn)"),
        ("| | select_one_from_file a.csv | x | Which? |", "“x” (select_one_from_file a.csv)"),
        ("| | select_one gone | x | Which? |", "“x” (select_one gone) with “gone”"),
        ("| | time | x | Time? |", "“x” (time)"),
        ("| | nonsense | x | ? |", "“x” (nonsense)"),
        ("| | | x | ? |", "A row without a type"),
        ("| | end_group | | |", "An end of a group"),
        ("| | begin_group | x | Empty |", "A group without an end"),
        ("| | text | x y | Name? |", "The name “x y”"),
        ("| | text | 1 | Name? |", "The name “1”"),
        ("| | text | a | Twice? |", "The name “a”"),
        ("| | text | check | Ours? |", "The name “check”"),
        ("| | text | | No name? |", "A question without a name"),
        ("| | text | x | Hello ${a}? |", "An earlier answer within the label"),
        ("| | text | x | X? | ${a} != 'yes' |", "The condition “${a} != 'yes'”"),
        ("| | text | x | X? | ${a} = 'yes' and ${a} = 'no' |", "The condition"),
        ("| | text | x | X? | ${gone} = 'yes' |", "The condition"),
        ("| | text | x | X? | ${a} = 'maybe' |", "The condition"),
        ("| | text | x | X? | ${x} = 'yes' |", "The condition"),
        ("| | text | x | X? | | regex(., 'a') |", "constraint: “regex(., 'a')”"),
        ("| | decimal | x | X? | | . > 0 |", "constraint: “. > 0”"),
        ("| | text | x | X? | | | ${a} = 'yes' |", "required: “${a} = 'yes'”"),
        ("| | text | x | X? | | | | | 7 |", "default: “7”"),
        ("| | select_one yn | x | X? | | | | | | b=${a} |", "choice_filter: “b=${a}”"),
        ("| | text | x | X? | | | | | | | a.jpg |", "The column “image”"),
        ("| | text | x | X? | | | | | | | | seen |", "The column “remark”"),
    ],
)
def test_what_has_no_place_is_listed(row: str, what: str) -> None:
    form = read(
        f"""
        | | type | name | label | relevant | constraint | required | calculation | default | choice_filter | media::image | remark |
        | | select_one yn | a | A? |
        {row}
        """  # noqa: E501
    )
    assert any(found.startswith(what) for _, found in listed(form)), listed(form)
    assert all(one.why for one in form.not_carried)
    assert "a" in form.tool.questions


def test_one_language_is_read() -> None:
    form = read(
        """
        | | type | name | label::French (fr) | label::English (en) | hint::French (fr) |
        | | text | a    | Quoi ?             | What?               | Regardez          |
        | | text | b    | Seulement          |                     |                   |
        """,
        """
        | settings |
        |          | form_title | form_id | version | default_language | style |
        |          | My form    | my form | 2014    | English (en)     | pages |
        """,
    )
    assert [question.text for question in form.tool.questions.values()] == ["What?", "Seulement"]
    assert (form.tool.id, form.tool.title, form.tool.version) == ("my_form", "My form", 2014)
    assert listed(form) == [
        ("settings, row 2", "style: “pages”"),
        ("survey", "The texts in “french (fr)”"),
    ]


def test_lists_of_choices() -> None:
    form = read(
        "| | type | name | label |\n| | select_one places or_other | a | Where? |",
        "| choices |\n| | list_name | name | label | region |\n"
        "| | places | 1 | <b>North</b> | x |\n| | places | 2 | South | y |\n"
        "| | places | 2 | S | |\n"
        "| | | 3 | Nowhere | |\n| | unused | four | Four | |\n",
    )
    (scale,) = form.tool.scales
    assert [(option.id, option.label) for option in scale.options] == [
        ("c1", "North"),
        ("c2", "South"),
        ("other", "Other"),
    ]
    assert listed(form) == [
        ("choices", "Bold, colours and other looks of texts"),
        ("choices", "The column “region”"),
        ("choices, row 2", "The names of choices in “places”"),
        ("choices, row 4", "The choice “2”"),
        ("choices, row 5", "A choice"),
        ("choices, row 6", "The choices of “unused”"),
    ]


def test_a_long_list_is_not_carried() -> None:
    rows = "\n".join(f"| | many | n{number} | {number} |" for number in range(201))
    form = read(
        "| | type | name | label |\n| | select_one many | a | A? |\n| | text | b | B? |",
        f"| choices |\n| | list_name | name | label |\n{rows}",
    )
    assert list(form.tool.questions) == ["b"]
    assert ("survey, row 2", "“a” (select_one many) with “many”") in listed(form)


@pytest.mark.parametrize(
    ("tables", "place", "expected"),
    [
        ("| sheet1 |\n| | type |\n| | text |", "the workbook", "a sheet named “survey”"),
        ("| survey |", "sheet survey", "expected questions"),
        ("| survey |\n| | type | name |", "sheet survey", "expected questions"),
        ("| survey |\n| | kind | name |\n| | text | a |", "sheet survey", "a column named “type”"),
        (
            "| survey |\n| | type | name |\n| | start | a |",
            "sheet survey",
            "found none. Row 2: “a” (start): The device fills it in, not a person",
        ),
        (
            "| survey |\n| | type |\n| | text |\n| settings |\n| | audit_format |\n| | 2 |",
            "sheet settings, audit_format",
            "newer version",
        ),
    ],
)
def test_what_is_no_form_is_refused(tables: str, place: str, expected: str) -> None:
    with pytest.raises(ToolFileError) as caught:
        read_xlsform(workbook(tables), "form.xlsx")
    assert caught.value.place == place
    assert expected in caught.value.expected


def test_groups_too_deep_and_questions_too_many_are_refused() -> None:
    deep = "| | type | name | label |\n" + "| | begin_group | g | G |\n" * 31
    with pytest.raises(ToolFileError, match="at most 30 groups"):
        read(deep)
    many = "| | type | name | label |\n" + "".join(f"| | text | q{n} | Q |\n" for n in range(501))
    with pytest.raises(ToolFileError, match="at most 500 questions"):
        read(many)


def test_the_result_is_a_tool_like_any_other() -> None:
    form = read("| | type | name | label |\n| | text | a | A\u202e\u200b? |")
    assert isinstance(form.tool, AuditTool)
    assert form.tool.questions["a"].text == "A?"
    assert ("survey, row 2", "2 characters under “label”") in listed(form)


@pytest.mark.parametrize(
    ("parameters", "low", "high", "lost"),
    [
        ("", 0, 10, []),
        ("Start = 3 , END=14;step=2", 3, 14, ["Steps of 2"]),
        ("start=0.5 end=5.0", 0.5, 5, []),
        ("start=9 end=1", 1, 9, []),
        ("increment=2 end=20", 0, 20, ["parameters: “increment=2”"]),
        ("start=X", 0, 10, ["parameters: “start=x”"]),
    ],
)
def test_ranges(parameters: str, low: float, high: float, lost: list[str]) -> None:
    form = read(f"| | type | name | label | parameters |\n| | range | a | A? | {parameters} |", "")
    question = form.tool.questions["a"]
    assert (question.minimum, question.maximum) == (low, high)
    assert [one.what for one in form.not_carried] == lost


def test_two_columns_of_one_meaning() -> None:
    form = read("| | type | name | value | label |\n| | text | a | b | A? |", "")
    assert list(form.tool.questions) == ["a"]
    assert listed(form) == [("survey", "A second column for “name”")]


def test_cells_without_a_heading() -> None:
    form = read("| | type | name | label | |\n| | text | a | A? | x |\n| | text | b | B? | y |", "")
    assert listed(form) == [("survey, row 2", "Cells in a column without a heading (2 rows)")]


def test_nothing_that_is_asked_rests_on_what_is_not_asked_any_more() -> None:
    form = read(
        """
        | | type          | name | label | relevant     |
        | | select_one yn | a    | A?    | false()      |
        | | text          | b    | B?    | ${a} = 'yes' |
        | | begin group   | g    | G     | ${a} = 'yes' |
        | | text          | c    | C?    |              |
        | | end group     |      |       |              |
        """
    )
    assert form.tool.questions["b"].when is None
    assert form.tool.sections[1].when is None
    assert listed(form) == [
        ("survey, row 3", "The condition “${a} = 'yes'”"),
        ("survey, row 4", "The condition “${a} = 'yes'”"),
    ]
