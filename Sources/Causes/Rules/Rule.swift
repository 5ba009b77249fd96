/// One cause's rule: says what it sees in one reset for and against its cause, and stays silent where it sees nothing.
///
/// Rules know nothing of each other; how their marks combine is written in ``Weighing``.
protocol Rule {
  /// The cause that the rule speaks of.
  static var cause: Cause { get }
  /// Adds the rule's marks.
  static func weigh(_ scene: Scene, _ weighing: inout Weighing)
}
