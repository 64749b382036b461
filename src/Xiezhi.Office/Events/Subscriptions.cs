using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Office.People;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.Events;

/// <summary>Who is told what. Few are expected, so all lie in memory; each change is on the disk when it returns.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public sealed class Subscriptions
{
    public const int MostOfAccount = 20;

    private readonly OfficeStore store;
    private readonly IClock clock;
    private readonly Lock changing = new();
    private readonly ConcurrentDictionary<string, Subscription> all = new(StringComparer.Ordinal);

    internal Subscriptions(OfficeStore store, IClock clock)
    {
        this.store = store;
        this.clock = clock;
        using var reader = store.Reader();
        var rows = reader["all-subscriptions"];
        using var reading = rows.Rows();
        while (reading.Next())
        {
            var read = new Subscription(rows.Text(0), rows.Text(1), new Uri(rows.Text(2)), Words(rows.Text(3)), Words(rows.Text(4)), [.. rows.Blob(5)], Moment(rows.Int64(6)), rows.Int64(7))
            {
                DownSince = rows.IsNull(8) ? null : Moment(rows.Int64(8)),
                Paused = rows.IsNull(9) ? null : rows.Text(9),
                LastFailure = rows.IsNull(10) ? null : rows.Text(10),
            };
            all[read.Id] = read;
        }
    }

    /// <summary>Is told of the id of a subscription that was made, ended, moved or taken up again.</summary>
    internal Action<string>? Changed { get; set; }

    public IReadOnlyCollection<Subscription> All => [.. all.Values];

    /// <summary>The account's subscriptions, the oldest first.</summary>
    public ImmutableArray<Subscription> Of(Account account) => [.. all.Values.Where(each => each.Account == account.Id).OrderBy(each => each.Made).ThenBy(each => each.Id, StringComparer.Ordinal)];

    /// <summary>Null when there is none, or it is another account's.</summary>
    public Subscription? Find(Account account, string id) => Find(id) is { } found && found.Account == account.Id ? found : null;

    internal Subscription? Find(string id) => all.GetValueOrDefault(id);

    /// <returns>Null when the account has as many as it may.</returns>
    public Subscription? Add(Account account, Uri url, ImmutableArray<string> types, ImmutableArray<string> procedures, long from)
    {
        lock (changing)
        {
            if (all.Values.Count(each => each.Account == account.Id) >= MostOfAccount) { return null; }
            var made = new Subscription(Secret.NewId(), account.Id, url, types, procedures, [.. WebhookSignature.NewSecret()], clock.GetCurrentInstant(), from);
            store.Write(db => db["add-subscription"].Bind(1, made.Id).Bind(2, made.Account).Bind(3, url.AbsoluteUri).Bind(4, string.Join(' ', types)).Bind(5, string.Join(' ', procedures))
                .Bind(6, made.Secret.AsSpan()).Bind(7, made.Made.ToUnixTimeMilliseconds()).Bind(8, from).Run());
            all[made.Id] = made;
            Changed?.Invoke(made.Id);
            return made;
        }
    }

    /// <returns>False when there is none of the account.</returns>
    public bool End(Account account, string id)
    {
        lock (changing)
        {
            if (Find(account, id) is null) { return false; }
            store.Write(db => db["end-subscription"].Bind(1, id).Run());
            all.TryRemove(id, out _);
            Changed?.Invoke(id);
            return true;
        }
    }

    /// <summary>Goes on from another leaf, forward or back, and takes up what was paused.</summary>
    /// <param name="from">The first leaf to be looked at; null stays where it is.</param>
    public Subscription? Resume(Account account, string id, long? from)
    {
        lock (changing)
        {
            if (Find(account, id) is not { } found) { return null; }
            var resumed = found with { Cursor = from ?? found.Cursor, Paused = null, DownSince = null, Round = found.Round + 1 };
            store.Write(db =>
            {
                db["move-subscription"].Bind(1, id).Bind(2, resumed.Cursor).Run();
                Mark(db, resumed);
            });
            all[id] = resumed;
            Changed?.Invoke(id);
            return resumed;
        }
    }

    /// <summary>Notes how far its deliveries have come.</summary>
    internal void Reach(Subscription worked, long cursor) => Change(worked, now => now with { Cursor = cursor }, (db, _) => db["move-subscription"].Bind(1, worked.Id).Bind(2, cursor).Run());

    internal void Failed(Subscription worked, string failure) =>
        Change(worked, now => now with { DownSince = now.DownSince ?? clock.GetCurrentInstant(), LastFailure = failure }, Mark);

    internal void Taken(Subscription worked) => Change(worked, now => now with { DownSince = null, LastFailure = null }, Mark);

    internal void Pause(Subscription worked, string why) => Change(worked, now => now with { Paused = why }, Mark);

    // A delivery that ends after its subscription was ended or moved has nothing more to say about it.
    private void Change(Subscription worked, Func<Subscription, Subscription> change, Action<Database, Subscription> write)
    {
        lock (changing)
        {
            if (Find(worked.Id) is not { } now || now.Round != worked.Round) { return; }
            var changed = change(now);
            if (changed == now) { return; }
            store.Write(db => write(db, changed));
            all[worked.Id] = changed;
        }
    }

    private static void Mark(Database db, Subscription now)
    {
        var statement = db["mark-subscription"].Bind(1, now.Id);
        _ = now.DownSince is { } since ? statement.Bind(2, since.ToUnixTimeMilliseconds()) : statement.BindNull(2);
        _ = now.Paused is { } paused ? statement.Bind(3, paused) : statement.BindNull(3);
        _ = now.LastFailure is { } failure ? statement.Bind(4, failure) : statement.BindNull(4);
        statement.Run();
    }

    private static Instant Moment(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);

    private static ImmutableArray<string> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
