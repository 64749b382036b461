using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Files;
using Xiezhi.Web.Features.Forms;
using Xiezhi.Web.Texts;

namespace Xiezhi.Web.Features.Files;

/// <summary>An act in a case as its page shows it: at first, or again with what stood in its way. Nothing that was typed is lost.</summary>
public sealed record ActView(CaseFile File, FilePlace Place, FormView Form)
{
    public Decision.Refused? Refusal { get; init; }

    /// <summary>What came since the sender looked; empty when nothing did.</summary>
    public ImmutableArray<FileEntry> News { get; init; } = [];

    public bool IsConflict { get; init; }

    /// <summary>What else stands in the way; null when nothing does.</summary>
    public string? Trouble { get; init; }

    /// <summary>The page again, with the reason why the act was not recorded.</summary>
    public ActView With(ActOutcome outcome, Words words) => outcome switch
    {
        ActOutcome.Refused refused => this with { Refusal = refused.Why },
        ActOutcome.Unreadable unreadable => this with { Form = Form with { Problems = [.. Form.Problems, .. unreadable.Problems] } },
        ActOutcome.Conflict conflict => this with { IsConflict = true, News = [.. File.Entries.Where(entry => entry.Entry.Number > conflict.Seen)] },
        ActOutcome.KeyReused => this with { Form = Form with { Key = FormView.NewKey() }, Trouble = words.ActKeyReused },
        ActOutcome.Erased => this with { Trouble = words.ActErased },
        _ => this with { Trouble = words.ActNotYours },
    };
}
