using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.People;

/// <summary>What a token opens.</summary>
public enum TokenUse
{
    /// <summary>The API, as its account.</summary>
    Api,
    /// <summary>The account's calendar of deadlines, and nothing else: such a token lies in the address of a feed.</summary>
    Feed,
}

/// <summary>A token as its account sees it; the secret was shown once.</summary>
public sealed record TokenInfo(long Number, string Account, TokenUse Use, string Title, Instant Made);

/// <summary>Tokens with which programs act for an account. All of them lie in memory: whoever shows one is known without a look at the disk.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public sealed class Tokens
{
    public const string Prefix = "xz_";
    public const int MostOfAccount = 20;

    private readonly OfficeStore store;
    private readonly Accounts accounts;
    private readonly IClock clock;
    private readonly Lock changing = new();
    private readonly ConcurrentDictionary<string, TokenInfo> all = new(StringComparer.Ordinal);
    private long last;

    internal Tokens(OfficeStore store, Accounts accounts, IClock clock)
    {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
        accounts.WhenEnded.Add(RevokeAll);
        using var reader = store.Reader();
        var rows = reader["all-tokens"];
        using var reading = rows.Rows();
        while (reading.Next())
        {
            var token = new TokenInfo(rows.Int64(1), rows.Text(2), (TokenUse)rows.Int32(3), rows.Text(4), Instant.FromUnixTimeMilliseconds(rows.Int64(5)));
            all[Convert.ToHexString(rows.Blob(0))] = token;
            last = token.Number;
        }
    }

    /// <summary>Makes a token.</summary>
    /// <param name="title">What it is for, in its owner's words; at most 100 characters of it are kept.</param>
    /// <returns>The secret, which is kept nowhere; null when the account has as many as it may.</returns>
    public (string Secret, TokenInfo Token)? Make(Account account, TokenUse use, string title)
    {
        var secret = Secret.New(Prefix);
        var hash = Secret.HashOf(secret);
        lock (changing)
        {
            if (all.Values.Count(t => t.Account == account.Id) >= MostOfAccount) { return null; }
            var token = new TokenInfo(last + 1, account.Id, use, title.Length > 100 ? title[..100] : title, clock.GetCurrentInstant());
            store.Write(db => db["add-token"].Bind(1, hash).Bind(2, token.Number).Bind(3, token.Account).Bind(4, (int)token.Use).Bind(5, token.Title)
                .Bind(6, token.Made.ToUnixTimeMilliseconds()).Run());
            last = token.Number;
            all[Convert.ToHexString(hash)] = token;
            return (secret, token);
        }
    }

    /// <summary>Whose token it is; null when it is nobody's, was revoked, or is for something else.</summary>
    public Account? Find(string secret, TokenUse use = TokenUse.Api) =>
        secret.StartsWith(Prefix, StringComparison.Ordinal) && all.TryGetValue(Convert.ToHexString(Secret.HashOf(secret)), out var token) && token.Use == use
        && accounts.Find(token.Account) is { Enabled: true } account ? account : null;

    /// <summary>The account's tokens, the oldest first.</summary>
    public ImmutableArray<TokenInfo> Of(Account account) => [.. all.Values.Where(t => t.Account == account.Id).OrderBy(t => t.Number)];

    /// <returns>False when the account has no token of that number.</returns>
    public bool Revoke(Account account, long number)
    {
        lock (changing)
        {
            if (all.FirstOrDefault(t => t.Value.Account == account.Id && t.Value.Number == number) is not { Key: { } key }) { return false; }
            store.Write(db => db["revoke-token"].Bind(1, number).Run());
            all.TryRemove(key, out _);
            return true;
        }
    }

    public void RevokeAll(Account account)
    {
        lock (changing)
        {
            store.Write(db => db["revoke-tokens-of"].Bind(1, account.Id).Run());
            foreach (var (key, token) in all) { if (token.Account == account.Id) { all.TryRemove(key, out _); } }
        }
    }
}
