using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>What came of trying every course that a case of one edition can take.</summary>
/// <param name="States">How many different states were found; cases that differ only in what decides nothing are one.</param>
/// <param name="Moves">How many acts, services and waits were tried in them.</param>
/// <param name="Whole">False when there were more states than were looked at; what lies beyond is taken to be sound.</param>
/// <param name="NeverDone">Acts that were accepted nowhere: their guard may rest on what only a city or a register says.</param>
public sealed record Exploration(Edition Edition, int States, int Moves, bool Whole, ImmutableArray<ExplorationFault> Faults, ImmutableArray<Act> NeverDone);

/// <summary>A course that a case must never take.</summary>
/// <param name="Rule">Which of the rules it breaks.</param>
/// <param name="Subject">The stage or the limit that it is about.</param>
/// <param name="Story">The shortest course found that leads there, as a file of scenarios that can be run.</param>
public sealed record ExplorationFault(Rule Rule, string Subject, string Message, string Story);
