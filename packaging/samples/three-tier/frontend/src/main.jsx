import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

function Notes() {
  const [notes, setNotes] = useState([]);
  useEffect(() => {
    fetch("/api/notes").then((answer) => answer.json()).then(setNotes);
  }, []);
  return <ul>{notes.map((note) => <li key={note.id}>{note.text}</li>)}</ul>;
}

createRoot(document.getElementById("root")).render(<Notes />);
