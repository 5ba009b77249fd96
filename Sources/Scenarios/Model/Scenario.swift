public import Causes

/// An experiment with declared truth: what both ends do, and what everybody must see of it.
public struct Scenario: Hashable, Sendable {
  /// `<cause>/<variant>` in the catalogue, with `-ipv6` for the IPv6 run of a file that asks for both; a file's name
  /// for a user's own.
  public var name: String
  /// The file that it came from, as the user named it.
  public var path: String
  /// One line that says what happens.
  public var title: String
  /// What a reader learns from it.
  public var teaches: String
  /// Which addresses the ends have.
  public var family: Family
  /// How the ends are joined.
  public var network: Network
  /// What must be there for it to run.
  public var needs: [Need]
  /// Parties that live in a process of their own, so that it may exit or be killed.
  public var processes: [String]
  /// Why this machine cannot run it, from a real attempt; nil if it can.
  public var notReproducible: String?
  /// The kernel that the declaration was made on: on any other a difference is the kernel's. Nil for a user's own file.
  var kernel: KernelVersion?
  /// What differs on kernels older than the declared one.
  public var kernelDifferences: [KernelDifference]
  /// What happens, in order, and what is seen on the wire.
  public var steps: [Step]
  /// Failures without a RST that must be found, in any order; nil if not declared.
  public var failures: [Cause]?

  /// Which addresses the ends have.
  public enum Family: String, Sendable, CaseIterable {
    case ipv4
    case ipv6
  }

  /// How the ends are joined.
  public enum Network: String, Sendable, CaseIterable {
    /// Both on the loopback interface of one namespace.
    case loopback
    /// Each in a namespace of its own, with a router's namespace between them (two veth pairs).
    case router
  }

  /// What an older kernel does differently.
  public struct KernelDifference: Hashable, Sendable {
    /// The first version that behaves as declared: major and minor.
    public var since: [Int]
    /// What older ones do.
    public var statement: String
  }

  /// What must be seen on the wire, in order; empty if nothing is declared.
  public var wire: [WireLine] {
    steps.compactMap { if case .wire(let line) = $0.action { line } else { nil } }
  }

  /// The declared resets, in capture order.
  public var resets: [DeclaredReset] { wire.compactMap(\.segment?.reset) }

  /// The cause that a catalogue scenario stands under; nil for a user's file elsewhere.
  public var cause: Cause? { Cause(rawValue: String(name.prefix { $0 != "/" })) }
}
