import CaptureFiles
import Foundation
import Matches
import Recordings
import Reports
import Scenarios

/// Where `run --record` writes: `<scenario>/recording.pcapng` and the declared truth beside it.
struct RecordingFolder {
  /// The folder that the scenarios' own folders stand in.
  var path: String

  /// Writes down what is declared, before anything runs.
  ///
  /// - Throws: ``NotDone`` where the folder may not be written.
  func declare(_ scenarios: [Scenario]) throws {
    for scenario in scenarios where scenario.notReproducible == nil {
      try write(DeclaredTruth(scenario).json, to: "expected.json", of: scenario)
    }
  }

  /// Writes the runs that went as declared; of the others, and of scenarios that an interruption kept from running, nothing is
  /// kept that could be taken for the truth.
  func record(_ runs: [ScenarioRun], of scenarios: [Scenario]) throws {
    let names = Set(runs.map(\.scenario.name))
    for scenario in scenarios where !names.contains(scenario.name) { try discard(scenario) }
    for run in runs {
      switch run.outcome.status {
      case .passed: try write(Data(recording(of: run)), to: "recording.pcapng", of: run.scenario)
      case .failed, .skipped, .kernelDiffers: try discard(run.scenario)
      case .notReproducible: continue
      }
    }
  }

  private func recording(of run: ScenarioRun) -> [UInt8] {
    let run = run.alone
    let report = Report(toolVersion: Version.current, host: .current, findings: run.findings)
    var writer = RecordingWriter(report)
    for captured in run.frames {
      writer.add(captured.frame, bytes: captured.bytes) { _ in
        CaptureInterface(linkType: run.linkType, snapLength: UInt32(clamping: run.snapLength), name: "lo")
      }
    }
    writer.finish(dropped: run.dropped)
    return writer.takeBytes()
  }

  private func folder(of scenario: Scenario) -> URL {
    URL(filePath: path, directoryHint: .isDirectory).appending(path: scenario.name, directoryHint: .isDirectory)
  }

  private func write(_ data: Data, to file: String, of scenario: Scenario) throws {
    let folder = folder(of: scenario)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: folder.appending(path: file), options: .atomic)
    } catch {
      throw NotDone("\(folder.path): \(error.localizedDescription)", remedy: "choose a folder that you may write")
    }
  }

  /// Takes away what ``declare(_:)`` wrote of a run that did not go as declared, unless an older recording is there.
  private func discard(_ scenario: Scenario) throws {
    let folder = folder(of: scenario)
    guard !FileManager.default.fileExists(atPath: folder.appending(path: "recording.pcapng").path) else { return }
    try? FileManager.default.removeItem(at: folder)
  }
}
