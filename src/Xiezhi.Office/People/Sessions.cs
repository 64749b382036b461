using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.People;

/// <summary>A session as its account sees it.</summary>
/// <param name="Number">Names it in a list; it says nothing of the secret.</param>
public sealed record SessionInfo(string Number, Instant Begun, Instant Used);

/// <summary>Who is signed in. A session ends after 30 minutes without a request and after 12 hours in any case; an account has at most 5, the oldest gives way.</summary>
/// <remarks>All members may be called from any thread. Sessions outlive a restart.</remarks>
public sealed class Sessions
{
    public const int MostOfAccount = 5;
    private static readonly Duration Idle = Duration.FromMinutes(30);
    private static readonly Duration Longest = Duration.FromHours(12);
    /// <summary>How old the use that the disk knows may be: what is asked for once a second is not written once a second.</summary>
    private static readonly Duration Noted = Duration.FromMinutes(1);

    private readonly OfficeStore store;
    private readonly Accounts accounts;
    private readonly IClock clock;
    private readonly Lock changing = new();
    private readonly ConcurrentDictionary<string, Session> all = new(StringComparer.Ordinal);

    internal Sessions(OfficeStore store, Accounts accounts, IClock clock)
    {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
        accounts.WhenEnded.Add(EndAll);
        using var reader = store.Reader();
        var rows = reader["all-sessions"];
        using var reading = rows.Rows();
        while (reading.Next())
        {
            var session = new Session(rows.Blob(0).ToArray(), rows.Text(1), Instant.FromUnixTimeMilliseconds(rows.Int64(2)), Instant.FromUnixTimeMilliseconds(rows.Int64(3)));
            all[session.Key] = session;
        }
    }

    /// <summary>Begins a session.</summary>
    /// <returns>The secret that the cookie carries; it is kept nowhere.</returns>
    public string Begin(Account account)
    {
        var secret = Secret.New();
        var now = clock.GetCurrentInstant();
        var session = new Session(Secret.HashOf(secret), account.Id, now, now);
        lock (changing)
        {
            var mine = all.Values.Where(s => s.Account == account.Id).OrderByDescending(s => Ends(s, now) > now).ThenByDescending(s => s.Begun).ToList();
            var gone = mine.Skip(MostOfAccount - 1).ToList();
            store.Write(db =>
            {
                foreach (var old in gone) { db["end-session"].Bind(1, old.Hash).Run(); }
                db["add-session"].Bind(1, session.Hash).Bind(2, session.Account).Bind(3, session.Begun.ToUnixTimeMilliseconds()).Bind(4, session.Used.ToUnixTimeMilliseconds()).Run();
            });
            foreach (var old in gone) { all.TryRemove(old.Key, out _); }
            all[session.Key] = session;
        }

        return secret;
    }

    /// <summary>Who the secret belongs to, and that he is here now; null when the session is over.</summary>
    public Account? Find(string secret)
    {
        if (!all.TryGetValue(Convert.ToHexString(Secret.HashOf(secret)), out var session)) { return null; }
        var now = clock.GetCurrentInstant();
        if (Ends(session, now) <= now || accounts.Find(session.Account) is not { Enabled: true } account)
        {
            Remove(session);
            return null;
        }

        if (now - session.Used >= Noted)
        {
            all.TryUpdate(session.Key, session with { Used = now }, session);
            store.Write(db => db["use-session"].Bind(1, session.Hash).Bind(2, now.ToUnixTimeMilliseconds()).Run());
        }

        return account;
    }

    /// <summary>The account's sessions that still live, the newest first.</summary>
    public ImmutableArray<SessionInfo> Of(Account account)
    {
        var now = clock.GetCurrentInstant();
        return [.. all.Values.Where(s => s.Account == account.Id && Ends(s, now) > now).OrderByDescending(s => s.Begun).Select(s => new SessionInfo(s.Key[..12], s.Begun, s.Used))];
    }

    /// <summary>Signs out.</summary>
    public void End(string secret)
    {
        if (all.TryGetValue(Convert.ToHexString(Secret.HashOf(secret)), out var session)) { Remove(session); }
    }

    /// <summary>Ends one of the account's sessions.</summary>
    /// <returns>False when it has none of that number.</returns>
    public bool End(Account account, string number)
    {
        if (all.Values.FirstOrDefault(s => s.Account == account.Id && s.Key[..12] == number) is not { } session) { return false; }
        Remove(session);
        return true;
    }

    public void EndAll(Account account)
    {
        lock (changing)
        {
            store.Write(db => db["end-sessions-of"].Bind(1, account.Id).Run());
            foreach (var session in all.Values.Where(s => s.Account == account.Id)) { all.TryRemove(session.Key, out _); }
        }
    }

    private void Remove(Session session)
    {
        all.TryRemove(session.Key, out _);
        store.Write(db => db["end-session"].Bind(1, session.Hash).Run());
    }

    // A clock that was set back prolongs nothing.
    private static Instant Ends(Session session, Instant now) =>
        now < session.Begun - Noted ? now : Instant.Min(session.Used + Idle, session.Begun + Longest);

    private sealed record Session(byte[] Hash, string Account, Instant Begun, Instant Used)
    {
        public string Key { get; } = Convert.ToHexString(Hash);
    }
}
