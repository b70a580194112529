"""The workshop: one server for a room, where nobody sees another's answers."""
