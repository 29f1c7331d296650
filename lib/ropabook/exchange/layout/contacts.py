"""Blocks of details beside or above a table: the company's, its officer's, …"""

from collections import defaultdict

from ropabook.excel.cells import Cell
from ropabook.exchange.entries import Entry, Heading
from ropabook.exchange.fields import party_field
from ropabook.exchange.headings import Match
from ropabook.exchange.layout.signs import Signs, contact_fact, labelled, party


def find_contacts(signs: Signs, rows: list[int]) -> list[Entry]:
    """One entry for each party whose details are asked for in these rows."""
    found = _Contacts(signs, rows)
    found.matrices()
    found.blocks()
    found.lines()
    found.unfilled()
    return found.entries


class _Contacts:
    def __init__(self, signs: Signs, rows: list[int]) -> None:
        self.signs, self.rows = signs, rows
        self.sheet, self.fates = signs.sheet, signs.fates
        self.entries: list[Entry] = []

    def matrices(self) -> None:
        """Headings Name, Address, Telephone …; below them a row for each party."""
        for row in self.rows:
            labels = [cell for cell in self.signs.cells(row) if contact_fact(cell.text)]
            if len(labels) < 3 or not self.adjoin(labels):
                continue
            left = labels[0].column
            named = [
                (cell, who)
                for below in self.rows
                if row < below <= row + 8
                for cell in self.signs.cells(below)[:1]
                if cell.column < left and (who := party(cell.text))
            ]
            if not named:
                continue
            self.dismiss(self.signs.cells(row))
            for cell, who in named:
                self.entries.append(self.matrix_row(cell, who, labels))

    def adjoin(self, labels: list[Cell]) -> bool:
        """Whether the labels stand side by side, with no room for values between them."""
        ends = [self.sheet.span(label)[3] + 1 for label in labels]
        return all(label.column == end for label, end in zip(labels[1:], ends, strict=False))

    def matrix_row(self, name: Cell, who: str, labels: list[Cell]) -> Entry:
        entry = self.entry(name)
        for label in labels:
            value = self.sheet.at(name.row, label.column)
            if value is not None:
                entry.filled.append((self.heading(label.text, who, name), value))
                self.signs.taken.add(value)
        self.dismiss([name])
        return entry

    def blocks(self) -> None:
        """Labels that stand right of a party's name, or below it."""
        groups: dict[Cell, list[Cell]] = defaultdict(list)
        for row in self.rows:
            for cell in self.signs.cells(row):
                if contact_fact(cell.text) and (head := self.head(cell)):
                    groups[head].append(cell)
        for head, labels in groups.items():
            if len(labels) >= 2:
                self.block(head, labels)

    def lines(self) -> None:
        """`Controller: Acme Ltd` in one cell, or a party's name and the value right of it."""
        for row in self.rows:
            cells = self.signs.cells(row)
            said = labelled(cells[0].text) if len(cells) == 1 else None
            if said and said[1] and (who := party(said[0])):
                self.line(cells[0], who, said[0], cells[0])
            elif (
                len(cells) == 2
                and not (party(cells[1].text) or contact_fact(cells[1].text))
                and (who := party(cells[0].text.rstrip(" :")))
            ):
                self.dismiss(cells[:1])
                self.line(cells[1], who, cells[0].text, cells[0])

    def unfilled(self) -> None:
        """`Postcode :` with nothing after it, in it or beside it."""
        for row in self.rows:
            for cell in self.signs.cells(row):
                said = labelled(cell.text)
                if said and not said[1] and contact_fact(cell.text) and self.alone(cell):
                    self.fates.dismiss(cell, "label without a value")

    def alone(self, label: Cell) -> bool:
        beside = self.sheet.at(label.row, self.sheet.span(label)[3] + 1)
        return beside is None or contact_fact(beside.text) is not None

    def line(self, value: Cell, who: str, label: str, head: Cell) -> None:
        entry = self.entry(head)
        heading = Heading(label, Match(party_field(who, "name"), 100), "", head.sheet)
        entry.filled.append((heading, value))
        self.signs.taken.add(value)
        self.entries.append(entry)

    def head(self, label: Cell) -> Cell | None:
        """The party's name that a label belongs to."""
        for column in range(label.column - 1, 0, -1):
            cell = self.sheet.covering(label.row, column)
            if cell is not None and party(cell.text):
                return cell
        for row in range(label.row - 1, max(label.row - 10, 0), -1):
            cell = self.sheet.covering(row, label.column)
            if cell is not None and party(cell.text) and not contact_fact(cell.text):
                return cell
            if cell is None or not contact_fact(cell.text):
                return None
        return None

    def block(self, head: Cell, labels: list[Cell]) -> None:
        who = party(head.text) or ""
        entry = self.entry(head)
        taken = set(labels)
        for label in labels:
            said = labelled(label.text)
            value = label if said and said[1] else self.value(label, taken)
            if value is not None and self.signs.free(value):
                entry.filled.append((self.heading(label.text, who, head), value))
                self.signs.taken.add(value)
                if value is not label:
                    self.dismiss([label])
            else:
                self.dismiss([label])
        self.dismiss([head])
        if entry.filled:
            self.entries.append(entry)

    def value(self, label: Cell, labels: set[Cell]) -> Cell | None:
        """What stands right of a label; below it, where labels stand side by side."""
        end = self.sheet.span(label)[3]
        beside = self.sheet.at(label.row, end + 1)
        if beside is None or (beside not in labels and party(beside.text) is None):
            return beside
        below = self.sheet.at(self.sheet.span(label)[2] + 1, label.column)
        return None if below in labels else below

    def entry(self, head: Cell) -> Entry:
        return Entry("company", head.sheet, f"{head.sheet}, row {head.row}")

    def heading(self, label: str, who: str, head: Cell) -> Heading:
        fact = contact_fact(label) or "name"
        said = labelled(label)
        return Heading(
            said[0] if said else label,
            Match(party_field(who, fact), 100),
            head.text.split("\n")[0],
            head.sheet,
        )

    def dismiss(self, cells: list[Cell]) -> None:
        for cell in cells:
            self.fates.dismiss(cell, "heading")
