using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Files;
using Xiezhi.Web.Features.Cases;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Texts;

namespace Xiezhi.Web.Features.Matters;

/// <summary>The form with which a case is opened: at first, or again with what is wrong or stood in the way.</summary>
/// <param name="Act">The opening act.</param>
/// <param name="Others">Other acts with which the viewer could open a case of the procedure.</param>
/// <param name="Draft">The secret of the saved form; empty when it was not saved.</param>
public sealed record ApplyView(ApplyPlace Place, Act Act, ImmutableArray<Act> Others, FormView Form, string Draft)
{
    public Decision.Refused? Refusal { get; init; }

    /// <summary>What else stands in the way; null when nothing does.</summary>
    public string? Trouble { get; init; }

    public Edition Edition => Form.Form.Edition;

    public ApplyView With(ActOutcome outcome, Words words) => outcome switch
    {
        ActOutcome.Refused refused => this with { Refusal = refused.Why },
        ActOutcome.Unreadable unreadable => this with { Form = Form with { Problems = [.. Form.Problems, .. unreadable.Problems] } },
        ActOutcome.KeyReused => this with { Form = Form with { Key = FormView.NewKey() }, Trouble = words.ActKeyReused },
        ActOutcome.Waits => this with { Trouble = words.ProposalMade },
        _ => this with { Trouble = words.ActNotYours },
    };
}

/// <summary>What whoever opened a case is told. It is shown once.</summary>
/// <param name="Code">The party's code; null where an organ opened the case.</param>
/// <param name="Clocks">Those that run now, by due day.</param>
/// <param name="FileAddress">Where the case can be followed from here.</param>
public sealed record ReceiptView(ActOutcome.Done Done, Edition Edition, string? Code, ImmutableArray<ClockView> Clocks, NodaTime.Instant At, string FileAddress, bool AtDesk);

/// <summary>A draft that was just saved.</summary>
public sealed record DraftView(string Secret, Edition Edition);
