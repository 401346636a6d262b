"""Pages, Indonesian first: parse, ask a room, answer. No rule of the programme lives here."""
