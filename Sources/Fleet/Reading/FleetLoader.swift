/// Makes a fleet of the files of a folder: parse, shape, decode. Everything that is wrong is found in one run; nothing
/// throws, and no input costs more than the limits allow.
public enum FleetLoader {
  public static func load(_ source: FleetSource, limits: FleetLimits = .standard) -> LoadedFleet {
    var loading = Loading(source: source, limits: limits)
    loading.findings += source.findings
    loading.checkNames()
    loading.readDeclarations()
    if source.isAdopted { loading.adopt() }
    loading.takeNamedFiles()
    return loading.result()
  }
}
