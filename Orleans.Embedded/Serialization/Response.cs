using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>What a call came to: a result or an exception. Filters read and replace it.</summary>
public abstract class Response : IDisposable
{
    /// <summary>The response of a method without a result.</summary>
    public static Response Completed { get; } = new CompletedResponse();

    /// <summary>The result; throws if there is an exception instead.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The exception, if any.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>A response that throws.</summary>
    public static Response FromException(Exception exception) => new ExceptionResponse { Exception = exception };

    /// <summary>A response with a result.</summary>
    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    /// <summary>The result as <typeparamref name="T"/>; throws if there is an exception instead.</summary>
    public abstract T? GetResult<T>();

    /// <summary>The type of the result, where one is known.</summary>
    public virtual Type? GetSimpleResultType() => null;

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public override string ToString() => Exception?.ToString() ?? Result?.ToString() ?? "[null]";
}

/// <summary>The response of a method without a result.</summary>
public sealed class CompletedResponse : Response
{
    /// <inheritdoc/>
    public override object? Result { get => null; set => throw new InvalidOperationException($"{nameof(CompletedResponse)} is read-only."); }

    /// <inheritdoc/>
    public override Exception? Exception { get => null; set => throw new InvalidOperationException($"{nameof(CompletedResponse)} is read-only."); }

    /// <inheritdoc/>
    public override T? GetResult<T>() where T : default => default;

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}

/// <summary>The response of a call that threw.</summary>
public sealed class ExceptionResponse : Response
{
    /// <inheritdoc/>
    public override object? Result
    {
        get
        {
            ExceptionDispatchInfo.Throw(Exception!);
            return null;
        }
        set => throw new InvalidOperationException($"A result cannot be set on {nameof(ExceptionResponse)}.");
    }

    /// <inheritdoc/>
    public override Exception? Exception { get; set; }

    /// <inheritdoc/>
    public override T? GetResult<T>() where T : default
    {
        ExceptionDispatchInfo.Throw(Exception!);
        return default;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}

/// <summary>The response of a method with a result.</summary>
public sealed class Response<TResult> : Response
{
    /// <summary>The result.</summary>
    public TResult? TypedResult { get; set; }

    /// <inheritdoc/>
    public override object? Result { get => TypedResult; set => TypedResult = (TResult?)value; }

    /// <inheritdoc/>
    public override Exception? Exception { get => null; set => throw new InvalidOperationException($"An exception cannot be set on {nameof(Response<TResult>)}."); }

    /// <inheritdoc/>
    public override T? GetResult<T>() where T : default => (T?)(object?)TypedResult;

    /// <inheritdoc/>
    public override Type GetSimpleResultType() => typeof(TResult);

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
