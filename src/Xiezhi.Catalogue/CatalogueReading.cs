using System.Collections.Immutable;
using Xiezhi.Catalogue.Checks;
using Xiezhi.Catalogue.Exploring;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue;

/// <summary>What came of reading a catalogue.</summary>
/// <param name="Book">The law as data; null when there is an error.</param>
/// <param name="Diagnostics">Every error and every warning, by file, line and column.</param>
public sealed record CatalogueReading(LawBook? Book, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Definitions of the figures, in the order in which the reports name them, others last; empty when only some procedures were wanted.</summary>
    public ImmutableArray<Indicator> Indicators { get; init; } = [];

    /// <summary>The reports' sentences; empty when only some procedures were wanted.</summary>
    public ImmutableArray<ReportTemplate> Reports { get; init; } = [];

    /// <summary>Where the parts of each edition stand, by the edition's id.</summary>
    internal IReadOnlyDictionary<string, Places> Places { get; init; } = ImmutableDictionary<string, Places>.Empty;

    /// <summary>What exploring found wrong, each as a mistake with its place.</summary>
    public ImmutableArray<Diagnostic> Mistakes(IEnumerable<Exploration> explorations)
    {
        var diagnostics = new Diagnostics();
        foreach (var exploration in explorations)
        {
            var places = Places[exploration.Edition.Id];
            foreach (var fault in exploration.Faults)
            {
                var at = fault.Rule == Rule.DeadEnd ? places.Stages.PlaceOf(places.Stages.Find(fault.Subject)) : places.Limits.PlaceOf(places.Limits.Find(fault.Subject));
                diagnostics.Error(at, fault.Rule, fault.Message);
            }
        }

        return diagnostics.InOrder;
    }

    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(d => d.Severity == Severity.Error);
    public IEnumerable<Diagnostic> Warnings => Diagnostics.Where(d => d.Severity == Severity.Warning);

    /// <summary>The law as data, for those who cannot go on without it.</summary>
    /// <exception cref="InvalidDataException">The catalogue has errors; the message holds all of them, a line each.</exception>
    public LawBook Sound() => Book ?? throw new InvalidDataException(string.Join('\n', Errors));
}
