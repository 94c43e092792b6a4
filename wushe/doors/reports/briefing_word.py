"""A briefing as a Word file: every number a link to its figure, on A4 as an office prints it 简报的 Word 文件."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from wushe.doors.reports.briefing_page import Briefing, Table
from wushe.doors.reports.telling import Number, Sentence
from wushe.ground.ui.templatetags.ui import zh_date

Absolute = Callable[[str], str]

TITLE, HEADING, BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
#: 二号, 三号, 四号, 小四, in points.
SIZE_TITLE, SIZE_BODY, SIZE_FOOT, SIZE_TABLE = Pt(22), Pt(16), Pt(14), Pt(12)
LINE = Pt(28)
TEAL = RGBColor(0x0B, 0x6A, 0x61)


def word_of(page: Briefing, absolute: Absolute) -> bytes:
    """The briefing as a .docx file. Takes: the page, and what makes an address of ours whole. Gives: the file."""
    paper = Document()
    _lay_out(paper, page)
    _title(paper, page)
    for numeral, part in page.parts:
        _set(paper.add_paragraph(), [f"{numeral}、{part.title}"], absolute, font=HEADING, keep=True)
        for sentence in part.paragraphs:
            _set(paper.add_paragraph(), sentence, absolute)
    if page.table:
        _table(paper, page.table, absolute)
    _foot(paper, page)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _lay_out(paper: Paper, page: Briefing) -> None:
    """A4 with the margins of official papers; header, page number; who wrote it."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    paper.core_properties.title = page.title
    paper.core_properties.author = _("吾社")
    paper.core_properties.comments = ""
    normal = paper.styles["Normal"]
    normal.font.size = SIZE_BODY
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(header, _("%(place)s　简报") % {"place": page.place_name}, BODY, SIZE_TABLE)
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(footer, "— ", BODY, SIZE_FOOT)
    _page_number(_run(footer, "", BODY, SIZE_FOOT))
    _run(footer, " —", BODY, SIZE_FOOT)


def _title(paper: Paper, page: Briefing) -> None:
    heading = paper.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_after = Pt(6)
    _run(heading, page.title, TITLE, SIZE_TITLE)
    days = paper.add_paragraph()
    days.alignment = WD_ALIGN_PARAGRAPH.CENTER
    days.paragraph_format.space_after = Pt(14)
    _run(days, f"（{zh_date(page.starts_on)}—{zh_date(page.ends_on)}）", BODY, SIZE_BODY)


def _set(paragraph: Paragraph, sentence: Sentence, absolute: Absolute, *, font: str = BODY, keep: bool = False) -> None:
    """A sentence as a paragraph, two characters in; its numbers are links."""
    style = paragraph.paragraph_format
    style.first_line_indent, style.line_spacing, style.keep_with_next = SIZE_BODY * 2, LINE, keep
    style.space_after = Pt(0)
    _pieces(paragraph, sentence, absolute, font, SIZE_BODY)


def _pieces(paragraph: Paragraph, sentence: Sentence, absolute: Absolute, font: str, size: Pt) -> None:
    for piece in sentence:
        if isinstance(piece, str):  # a number stands without blanks in an official paper
            _run(paragraph, piece.strip(" "), font, size)
            continue
        _number(paragraph, piece, absolute, font, size)
        if piece.unit:
            _run(paragraph, piece.unit, font, size)


def _number(paragraph: Paragraph, number: Number, absolute: Absolute, font: str, size: Pt) -> None:
    """A number: a link where it opens."""
    run = _run(paragraph, number.text, font, size)
    if not number.url:
        return
    run.font.color.rgb, run.font.underline = TEAL, True
    target = paragraph.part.relate_to(absolute(number.url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    paragraph._p.append(link)
    link.append(run._r)


def _run(paragraph: Paragraph, words: str, font: str, size: Pt) -> Run:
    """Some words in a Chinese font; Latin letters and figures too."""
    run = paragraph.add_run(words)
    run.font.size, run.font.name = size, font
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _page_number(run: Run) -> None:
    """The field that a word processor fills with the number of the page."""
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element: Any = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = words
        run._r.append(element)


def _table(paper: Paper, table: Table, absolute: Absolute) -> None:
    """The counties of a city."""
    _set(paper.add_paragraph(), [_("附：各县（市、区）")], absolute, font=HEADING, keep=True)
    grid = paper.add_table(rows=1, cols=1 + len(table.heads), style="Table Grid")
    for cell, words in zip(grid.rows[0].cells, [_("区县"), *table.heads], strict=True):
        _run(cell.paragraphs[0], words, HEADING, SIZE_TABLE)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # again on the next page
    for name, numbers in table.rows:
        cells = grid.add_row().cells
        _run(cells[0].paragraphs[0], name, BODY, SIZE_TABLE)
        for cell, number in zip(cells[1:], numbers, strict=True):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _number(cell.paragraphs[0], number, absolute, BODY, SIZE_TABLE)
    for line in (line for row in grid.rows for cell in row.cells for line in cell.paragraphs):
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(3)
    _set(paper.add_paragraph(), [table.note], absolute)


def _foot(paper: Paper, page: Briefing) -> None:
    """Where the numbers come from, and up to when."""
    for words in foot_of(page):
        line = paper.add_paragraph()
        line.paragraph_format.space_before = Pt(4)
        _run(line, words, BODY, SIZE_TABLE)


def foot_of(page: Briefing) -> list[str]:
    """The source line and the moment of counting."""
    at = f"{timezone.localtime(page.as_of):%Y-%m-%d %H:%M}"
    read = _("含至 %(at)s 的记录") % {"at": at}
    seq = _("，台账到第 %(seq)s 条") % {"seq": f"{page.last_seq:,}"} if page.last_seq else ""
    opens = (
        _("带下划线的数点开是各县（市、区）的数，再点开是组成它的记录。")
        if page.table
        else _("每个带下划线的数都能点开，看它由哪些记录组成。")
    )
    demo = [_("演示数据：人物与事件均为虚构。")] if settings.WUSHE_IS_DEMO else []
    return [*demo, _("数据来源：吾社服务台账和登记册，%(read)s%(seq)s。") % {"read": read, "seq": seq}, opens]
