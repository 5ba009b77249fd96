/// The version of this program.
enum Version {
  /// Semantic version; CHANGELOG.md says what is in it.
  static let current = "0.1.0"
}
