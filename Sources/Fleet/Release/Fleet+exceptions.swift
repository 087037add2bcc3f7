public import Basics

extension Fleet {
  /// The exceptions of a hub, by path: what its own values say and neither the agreed structure of its kind nor one of its
  /// features explains. To compare hubs it looks at all of them: for several hubs make one ``FleetExceptions``.
  public func exceptions(of hub: Hub) -> [ExceptionalValue] { FleetExceptions(self)[hub.id] }
}
