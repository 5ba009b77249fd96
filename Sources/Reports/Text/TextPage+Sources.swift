/// What the report rests on, and what it lacks.
extension TextPage {
  mutating func writeSources(of report: Report) {
    let lines = SourceNotes.lines(of: report)
    guard !lines.isEmpty else { return }
    heading("Sources")
    for note in lines { paragraph(note.text, indent: 2, paint: note.isWarning ? style.yellow : style.dim) }
  }
}
