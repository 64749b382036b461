using System.Collections.Immutable;
using NodaTime.Text;
using Xiezhi.Office.Events;
using Xiezhi.Office.Papers;

namespace Xiezhi.Web.Features.Api.Models;

/// <summary>What other software asks to be told.</summary>
internal sealed record SubscriptionBody
{
    /// <summary>Where events are sent: an address of https.</summary>
    public string? Url { get; init; }

    /// <summary>Types of event; left out for all: xiezhi.case.opened, .closed, .reopened, .act, .service, .expiry, .other.</summary>
    public ImmutableArray<string>? Types { get; init; }

    /// <summary>Ids of procedures; left out for all.</summary>
    public ImmutableArray<string>? Procedures { get; init; }

    /// <summary>Index of the first leaf that it is told of; left out for what comes from now on.</summary>
    public long? From { get; init; }
}

/// <param name="Items">The oldest first.</param>
/// <param name="Size">Leaves of the log: a subscription whose next is this has been told everything.</param>
internal sealed record SubscriptionList(ImmutableArray<SubscriptionModel> Items, long Size);

/// <param name="Secret">The key of its signatures; shown once, when it is made.</param>
/// <param name="Next">Index of the first leaf that it was not told of yet.</param>
/// <param name="State">active, failing or paused.</param>
/// <param name="DownSince">Since when nothing has been taken.</param>
/// <param name="Why">Why it is paused, or what came of the last delivery that failed.</param>
internal sealed record SubscriptionModel(string Id, string Url, ImmutableArray<string> Types, ImmutableArray<string> Procedures, string Made, long Next, string State, string? DownSince, string? Why, string? Secret)
{
    public static SubscriptionModel Of(Subscription of, bool withSecret = false) => new(of.Id, of.Url.AbsoluteUri, of.Types, of.Procedures, InstantPattern.General.Format(of.Made), of.Cursor,
        of.Paused is not null ? "paused" : of.DownSince is not null ? "failing" : "active", of.DownSince is { } since ? InstantPattern.General.Format(since) : null, of.Paused ?? of.LastFailure,
        withSecret ? WebhookSignature.Show(of.Secret.AsSpan()) : null);
}

/// <summary>From where events are told anew.</summary>
internal sealed record CursorBody
{
    /// <summary>Index of the first leaf; left out to go on where it stands.</summary>
    public long? From { get; init; }
}

/// <summary>A paper that was uploaded and belongs to no case yet.</summary>
/// <param name="Id">What an act names it by.</param>
/// <param name="Sha256">Of its content, in hexadecimal digits.</param>
internal sealed record UploadedModel(string Id, string Name, string Type, long Length, string Sha256)
{
    public static UploadedModel Of(UploadedPaper paper) => new(paper.Id, paper.Name, paper.Type, paper.Length, paper.Content.ToString());
}
