using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Features.Cases;

/// <summary>A public case with what follows from its leaves on a day.</summary>
/// <param name="Stage">Null when the leaves do not tell; closed cases have none.</param>
public sealed record CaseView(PublicCase Case, Stage? Stage, Outcome? Outcome, bool Closed, ImmutableArray<ClockView> Clocks)
{
    public static CaseView Of(PublicCase @case, LawBook book, DateOnly today)
    {
        var clocks = PublicClocks.Of(@case, book, today);
        var (state, edition) = (clocks.Case, @case.Edition);
        return new CaseView(@case,
            state.IsOpen && state.Stage < edition.Stages.Length ? edition.Stages[state.Stage] : null,
            state.Outcome >= 0 ? edition.Outcomes[state.Outcome] : null,
            state.IsClosed, clocks.All());
    }
}
