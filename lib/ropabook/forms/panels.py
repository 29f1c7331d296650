"""What can be done besides editing one record: begin one, change many, merge two."""

from ropabook.forms.behind_buttons import behind_buttons
from ropabook.forms.change_many import changing_many
from ropabook.forms.merge_two import merging
from ropabook.forms.new_record import beginning
from ropabook.forms.screen import RecordScreen


def with_panels(screen: RecordScreen) -> RecordScreen:
    """Give a screen its panels, each behind a button."""
    return behind_buttons(
        screen,
        (
            ("New record", beginning, False),
            ("Change many at once", changing_many, True),
            ("Merge two", merging, True),
        ),
    )
