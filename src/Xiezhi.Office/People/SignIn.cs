using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.People;

/// <summary>What became of an attempt to sign in.</summary>
public abstract record SignInAnswer
{
    private SignInAnswer() { }

    /// <param name="Secret">What the cookie carries.</param>
    public sealed record In(Account Account, string Secret) : SignInAnswer;

    /// <summary>Name and password do not belong together, or the account is disabled; which of them is not said.</summary>
    public sealed record Wrong : SignInAnswer;

    /// <summary>Too many wrong passwords for this name, whether or not there is such an account.</summary>
    public sealed record Locked(Instant Until) : SignInAnswer;
}

/// <summary>Signing in with a password. After five failures a name is locked for a quarter of an hour.</summary>
public sealed class SignIn : IDisposable
{
    public const int MostFailures = 5;
    private const int MostAtOnce = 2;
    private const int MostNames = 100_000;
    private static readonly Duration LockedFor = Duration.FromMinutes(15);

    private readonly OfficeStore store;
    private readonly Accounts accounts;
    private readonly Sessions sessions;
    private readonly IClock clock;
    private readonly Lock counting = new();
    private readonly Dictionary<string, Attempts> attempts = [];
    /// <summary>Verifying is costly by design; it must not take the machine from those who are in.</summary>
    private readonly SemaphoreSlim verifying = new(MostAtOnce);

    internal SignIn(OfficeStore store, Accounts accounts, Sessions sessions, IClock clock)
    {
        this.store = store;
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
        var day = (clock.GetCurrentInstant() - Duration.FromDays(1)).ToUnixTimeMilliseconds();
        store.Write(db => db["forget-old-attempts"].Bind(1, day).Run());
        using var reader = store.Reader();
        var rows = reader["all-attempts"];
        using var reading = rows.Rows();
        while (reading.Next()) { attempts[Convert.ToHexString(rows.Blob(0))] = new Attempts(rows.Int32(1), Instant.FromUnixTimeMilliseconds(rows.Int64(2))); }
    }

    public async Task<SignInAnswer> WithPasswordAsync(string id, string password, CancellationToken ct)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16).ToArray();
        if (Count(name) is { } until) { return new SignInAnswer.Locked(until); }
        await verifying.WaitAsync(ct);
        Account? account;
        try
        {
            account = password.Length <= PasswordRules.Longest ? await Task.Run(() => accounts.Verify(id, password), CancellationToken.None) : null;
        }
        finally
        {
            verifying.Release();
        }

        if (account is null) { return new SignInAnswer.Wrong(); }
        Forget(name);
        return new SignInAnswer.In(account, sessions.Begin(account));
    }

    public void Dispose() => verifying.Dispose();

    /// <summary>Counts the attempt before it is judged, so that many at once are no more guesses than one after the other.</summary>
    /// <returns>Until when the name is locked; null when the attempt may be judged.</returns>
    private Instant? Count(byte[] name)
    {
        var now = clock.GetCurrentInstant();
        var key = Convert.ToHexString(name);
        Attempts counted;
        lock (counting)
        {
            var before = attempts.GetValueOrDefault(key, new Attempts(0, now));
            var over = now - before.Last >= LockedFor;
            if (before.Failures >= MostFailures && !over) { return before.Last + LockedFor; }
            counted = new Attempts(over ? 1 : before.Failures + 1, now);
            if (attempts.Count >= MostNames) { ForgetSome(now); }
            attempts[key] = counted;
        }

        store.Write(db => db["put-attempt"].Bind(1, name).Bind(2, counted.Failures).Bind(3, counted.Last.ToUnixTimeMilliseconds()).Run());
        return null;
    }

    private void ForgetSome(Instant now)
    {
        foreach (var (key, old) in attempts.ToList()) { if (old.Failures < MostFailures || now - old.Last >= LockedFor) { attempts.Remove(key); } }
    }

    private void Forget(byte[] name)
    {
        lock (counting) { attempts.Remove(Convert.ToHexString(name)); }
        store.Write(db => db["forget-attempt"].Bind(1, name).Run());
    }

    private readonly record struct Attempts(int Failures, Instant Last);
}
