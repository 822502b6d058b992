"""In which branch each person of a file stands, where a file for the whole organisation says so; no action of its own.

So what the register of an organisation gives out comes in again as it was (invariant 10).
"""

from members.actions.import_rows import told
from members.enums import RowOutcome
from members.models import ImportBatch, ImportRow
from members.queries.entering import needs_admission
from members.queries.imports import Coming
from members.reading.headings import branch_heading
from members.reading.naming import names_of_columns
from members.reading.problems import Row, quoted
from organisations.models import Body, Branch
from organiser.base.errors import Conflict

READ = "Says in which branch each person stands; an empty cell means in none."


def key_of(name: str) -> str:
    """The name of a branch by which it is found, whatever its case and spaces."""
    return " ".join(name.split()).casefold()


def branches_named(organisation: int) -> dict[str, Branch]:
    """The branches of an organisation that exist, by their names; of two with one name neither."""
    found: dict[str, list[Branch]] = {}
    for branch in Branch.objects.filter(organisation=organisation, dissolved_on="").select_related("organisation"):
        found.setdefault(key_of(branch.name), []).append(branch)
    return {key: branches[0] for key, branches in found.items() if len(branches) == 1}


class BranchColumn:
    """The column of a file that says where each person stands, if it has one that can be read."""

    def __init__(self, batch: ImportBatch) -> None:
        """Find it in the file of a batch: one for the whole organisation, which has branches."""
        self.heading = ""
        whole = batch.body_id == batch.organisation_id
        self._named = branches_named(batch.organisation_id) if whole else {}
        self._organisation = batch.organisation.name if whole else ""
        names = names_of_columns(batch.headings)
        heading = branch_heading([(column["heading"], column["field"]) for column in batch.columns])
        if self._named and heading in names:
            self.heading, self._place = heading, names.index(heading)

    def look(self, row: Row, laid: ImportRow) -> None:
        """Write down the branch of somebody new, or what is wrong with its cell."""
        if not self.heading or laid.outcome != RowOutcome.CREATE:
            return
        said = row.cells[self._place].strip() if self._place < len(row.cells) else ""
        branch = self._named.get(key_of(said))
        if not said or branch is not None:
            laid.values["branch"] = branch.name if branch else ""
            return
        sentence = (
            f"Row {row.number}, column {self.heading}: there is no branch {quoted(said)} in {self._organisation}. "
            "Correct it, or leave it empty for somebody without a branch."
        )
        column = {"heading": self.heading, "field": ""}
        laid.problems.append(told(row.number, column, "branch_unknown", sentence, "error"))
        laid.outcome, laid.cells = RowOutcome.ERROR, [cell.replace("\0", "") for cell in row.cells]


class Places:
    """Where the people of a batch are written: into the branch that is imported into, or each into her own."""

    def __init__(self, batch: ImportBatch) -> None:
        """Ask once for the branches, and whether the assembly of each admits."""
        self._batch = batch
        self._one = Branch.objects.filter(pk=batch.body_id).first()
        whole = batch.body_id == batch.organisation_id
        self._named = branches_named(batch.organisation_id) if whole else {}
        self._admits: dict[int, bool] = {}

    def branch_of(self, row: Coming) -> Branch | None:
        """The branch of a row.

        Raises:
            Conflict: where it has been dissolved or renamed since the preview.
        """
        said = str(row.values.get("branch") or "")
        if not said:
            return self._one
        branch = self._named.get(key_of(said))
        if branch is None:
            raise Conflict(
                f"Row {row.row}: there is no branch {quoted(said)} any more. Look at the file again.",
                code="branch_gone",
                field="branch",
                row=row.row,
            )
        return branch

    def waits(self, branch: Branch | None) -> bool:
        """Whether whoever is new there waits for its assembly: a decision that was cited is of the body imported into.

        A file for the whole organisation is no way past the assembly of a branch.
        """
        body: Body = self._batch.body if branch is None or branch.pk == self._batch.body_id else branch
        if body.pk == self._batch.body_id and self._batch.decision_id is not None:
            return False
        if body.pk not in self._admits:
            self._admits[body.pk] = needs_admission(body)
        return self._admits[body.pk]
