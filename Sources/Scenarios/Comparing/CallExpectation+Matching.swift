import Host
public import Matches

extension CallExpectation {
  /// Whether the outcomes seen are the declared ones: one each, in any order.
  func allows(_ seen: [Outcome]) -> Bool {
    guard seen.count == outcomes.count else { return false }
    return Self.assign(seen[...], to: outcomes)
  }

  private static func assign(_ seen: ArraySlice<Outcome>, to declared: [[Outcome]]) -> Bool {
    guard let first = seen.first else { return true }
    return declared.indices.contains { index in
      guard declared[index].contains(where: { $0.allows(first) }) else { return false }
      var rest = declared
      rest.remove(at: index)
      return assign(seen.dropFirst(), to: rest)
    }
  }
}

extension CallExpectation.Outcome {
  /// Whether a seen outcome is what this declares.
  func allows(_ seen: Self) -> Bool {
    switch (self, seen) {
    case (.success, .result(let value)): value >= 0
    case (.success, .readiness): true
    case (.atLeast(let least), .result(let value)): value >= least
    case (.readiness(let declared), .readiness(let bits)): Set(declared) == Set(bits)
    case (.result(0), .readiness(let bits)): bits.isEmpty
    default: self == seen
    }
  }
}

extension CallExpectation.Outcome: CustomStringConvertible {
  /// As it is written in a file.
  public var description: String {
    switch self {
    case .result(let value): "\(value)"
    case .success: "ok"
    case .atLeast(let least): "\(least)+"
    case .failure(let errno, let signal): signal.map { "\(errno) \($0)" } ?? "\(errno)"
    case .killed(let signal): "killed by \(signal)"
    case .readiness(let bits): bits.isEmpty ? "nothing" : bits.joined(separator: " ")
    case .state(let name): name
    }
  }
}

extension CallExpectation: CustomStringConvertible {
  public var description: String {
    outcomes.map { $0.map(\.description).joined(separator: " or ") }.joined(separator: ", ")
  }
}

extension Step {
  /// The call as it was written, without the expectation.
  var call: String {
    guard expected != nil, let sign = text.firstRange(of: " = ") else { return text }
    return String(text[..<sign.lowerBound])
  }
}

extension Scenario {
  /// The conversation as it was declared, a line each.
  public var declaredConversation: [ComparedLine] {
    steps.map { step in
      let subject = step.party == Step.wire ? ComparedLine.Subject.segment : .call
      return ComparedLine(subject: subject, actor: step.party, expected: step.text, observed: nil, differs: false)
    }
  }

  /// What to say of a difference that is the kernel's: what older ones are known to do, or that the declaration was made
  /// on another one. Nil where the difference is none of the kernel's.
  func difference(on running: KernelVersion, failure: String?) -> String? {
    let known = kernelDifferences.first { running.isBefore($0.since) }?.statement
    guard let kernel, kernel != running else { return failure == nil ? known : nil }
    return [known ?? failure, "this is Linux \(running), the declaration was made on Linux \(kernel)"]
      .compactMap(\.self).joined(separator: "; ")
  }
}
