import ArgumentParser
import ControlPlane
@main struct Atoll: ParsableCommand {}
