/// What libFuzzer calls with each input it makes: a capture file in memory.
///
/// `make fuzz` links this target with the fuzzer's `main`; see `Tests/Fuzzing/README.md`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCapture(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
  unsafe CaptureReplay.run(bytes.bytes)
  return 0
}
