using System.Data.Common;

namespace OutreachSilo.Storage;

/// <summary>The one connection a writer writes on. Used by the writer's thread alone; every failure is a <see cref="StoreException"/>.</summary>
internal abstract class JournalSink : IDisposable
{
    /// <summary>Connects, or throws whatever the driver does.</summary>
    public abstract Task Open(CancellationToken cancellationToken);

    /// <summary>Stores the batch in one transaction and returns once it is durable.</summary>
    public abstract void Store(JournalBatch batch);

    /// <summary>Adds the sessions of which a row of the batch is stored already.</summary>
    public abstract void FindFenced(JournalBatch batch, HashSet<JournalSession> fenced);

    /// <summary>Fails when the connection is gone. Called now and then while there is nothing to write.</summary>
    public abstract void Ping();

    /// <summary>Called after the last batch of an orderly stop.</summary>
    public virtual void Settle()
    {
    }

    /// <summary>Runs work in a transaction. What the work throws passes through unless the connection was lost.</summary>
    public void Run(Func<DbConnection, DbTransaction, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        DbTransaction transaction;
        try
        {
            transaction = Connection.BeginTransaction();
        }
        catch (Exception failure)
        {
            throw Classify(failure, committing: false);
        }

        using (transaction)
        {
            try
            {
                work(Connection, transaction, cancellationToken).GetAwaiter().GetResult();
            }
            catch (Exception failure)
            {
                RollBack(transaction);
                // A driver whose connection has just died may say so with whatever exception it met first.
                if (failure is not DbException && !IsLost) throw;
                var classified = Classify(failure, committing: false);
                if (!classified.ConnectionLost && classified.Fault != StoreFault.Unavailable) throw;
                throw new StoreException(StoreFault.Unavailable, classified.ConnectionLost, failure);
            }

            try
            {
                transaction.Commit();
            }
            catch (Exception failure)
            {
                RollBack(transaction);
                throw Classify(failure, committing: true);
            }
        }
    }

    public abstract void Dispose();

    protected abstract DbConnection Connection { get; }

    /// <summary>The connection cannot be used any more, whatever ended it.</summary>
    protected abstract bool IsLost { get; }

    /// <summary>What a driver's exception means. <paramref name="committing"/>: the commit may have been sent.</summary>
    protected abstract StoreException Classify(Exception failure, bool committing);

    private static void RollBack(DbTransaction transaction)
    {
        try
        {
            transaction.Rollback();
        }
        catch (Exception)
        {
            // Rolled back by the database itself, or the connection is gone: either way there is nothing left to undo.
        }
    }
}
